using System.Diagnostics;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>A change that another node waits for.</summary>
internal sealed class WatchedChange(byte[] name, byte[] hash)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _acknowledged;
    private long _seen;

    public bool IsSeen => Volatile.Read(ref _seen) != 0;

    public double FromCall => Stopwatch.GetElapsedTime(_started, _seen).TotalMilliseconds;

    /// <summary>Gets the time since it was acknowledged; nothing where the other node was faster.</summary>
    public double FromAcknowledgement => Math.Max(0, Stopwatch.GetElapsedTime(_acknowledged, _seen).TotalMilliseconds);

    public void Acknowledge() => Volatile.Write(ref _acknowledged, Stopwatch.GetTimestamp());

    /// <summary>Looks whether it is there.</summary>
    public bool IsIn(HtpasswdFile snapshot)
    {
        if (!snapshot.TryFind(name, out HtpasswdEntry entry) || !entry.Hash.Span.SequenceEqual(hash))
        {
            return false;
        }

        Volatile.Write(ref _seen, Stopwatch.GetTimestamp());
        return true;
    }
}
