using System.Security.Cryptography;

namespace HtpasswdAuth.PostgreSql;

/// <summary>How long to wait before the next attempt: longer each time, and not as long as the other nodes.</summary>
internal sealed class Backoff
{
    private const int FirstMilliseconds = 100;
    private const int LastMilliseconds = 1_000;

    private int _next = FirstMilliseconds;

    public void Reset() => _next = FirstMilliseconds;

    public TimeSpan Next()
    {
        int milliseconds = RandomNumberGenerator.GetInt32(_next / 2, _next + 1);
        _next = Math.Min(_next * 2, LastMilliseconds);
        return TimeSpan.FromMilliseconds(milliseconds);
    }
}
