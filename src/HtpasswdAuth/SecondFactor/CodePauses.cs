namespace HtpasswdAuth;

/// <summary>
/// The pauses between wrong codes of unknown browsers, for each user and network. In memory alone: how many there may be at all is in the
/// user's state, and the pauses of one network are no other's.
/// </summary>
internal sealed class CodePauses(TimeProvider time)
{
    /// <summary>Only a right password gets here; beyond, the pause that began longest ago is forgotten.</summary>
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string User, ClientNetwork Client), OtpFailures> _failures = [];

    public TimeSpan RetryAfter(string user, ClientNetwork client)
    {
        lock (_gate)
        {
            return _failures.GetValueOrDefault((user, client)).RetryAfter(time.GetUtcNow());
        }
    }

    public void Failed(string user, ClientNetwork client)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            if (_failures.Count >= Most && !_failures.ContainsKey((user, client)))
            {
                _failures.Remove(_failures.MinBy(one => one.Value.Last).Key);
            }

            // In a row: what is a day old is no more of it.
            _failures[(user, client)] = _failures.GetValueOrDefault((user, client)).At(now, OtpFailures.GiveBack).Next(now);
        }
    }

    public void Clear(string user, ClientNetwork client)
    {
        lock (_gate)
        {
            _failures.Remove((user, client));
        }
    }
}
