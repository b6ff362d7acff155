namespace HtpasswdAuth;

/// <summary>
/// The tries that are counted for one network, name, device or range, each of which is given back after its period. One number says them all:
/// when the last of them is given back. Not safe for concurrent use.
/// </summary>
internal sealed class AttemptBucket(AttemptKey key, AttemptLimit limit, TimeProvider time)
{
    /// <summary>How many wrong passwords are recognized when they come again.</summary>
    public const int MaxCodes = 16;

    private readonly List<UInt128> _codes = new(1);
    private readonly long _period = (long)(limit.Period.TotalSeconds * time.TimestampFrequency);
    private long _paid = time.GetTimestamp();

    public AttemptKey Key { get; set; } = key;

    public AttemptLimit Limit => limit;

    /// <summary>Gets or sets how many tries of this node the store is still to be told of.</summary>
    public int Untold { get; set; }

    /// <summary>Gets or sets when the last counted try was, as a timestamp.</summary>
    public long LastTry { get; set; } = time.GetTimestamp();

    /// <summary>Gets or sets whether it was said that there are no more tries.</summary>
    public bool IsTold { get; set; }

    /// <summary>Gets or sets who tries next; only where networks wait for each other.</summary>
    public AttemptTurns? Turns { get; set; }

    /// <summary>Gets how many tries are counted, those included that are given back in part.</summary>
    public int Count => (int)Math.Min((Debt + _period - 1) / _period, int.MaxValue);

    /// <summary>Gets how many more there may be.</summary>
    public int Left => Math.Max(0, limit.Tries - Count);

    public bool IsFull => Debt == 0;

    private long Debt => Math.Max(0, _paid - time.GetTimestamp());

    /// <summary>When so many tries more are there, as a timestamp, which may be over: others may use up those before.</summary>
    public long WhenLeft(int tries) => _paid - ((limit.Tries - tries) * _period);

    /// <summary>How long until then; zero if it is over.</summary>
    public TimeSpan UntilLeft(int tries)
    {
        TimeSpan until = time.GetElapsedTime(time.GetTimestamp(), WhenLeft(tries));
        return until > TimeSpan.Zero ? until : TimeSpan.Zero;
    }

    /// <summary>Counts a try. Of those beyond the limit nothing is remembered.</summary>
    public AttemptCharge Take()
    {
        long before = LastTry;
        LastTry = time.GetTimestamp();
        Untold++;
        return new AttemptCharge(this, Add(1), LastTry, before);
    }

    /// <summary>A try was none.</summary>
    public void GiveBack(AttemptCharge charge)
    {
        _paid -= charge.Added;
        LastTry = LastTry == charge.At ? charge.Before : LastTry;
        Untold--;
    }

    public void Refill() => _paid = time.GetTimestamp();

    /// <summary>Takes over what all nodes together have counted.</summary>
    /// <param name="count">What the store has.</param>
    /// <param name="pending">How many tries it does not have yet of this node, besides those that it was not told of.</param>
    public void Merge(AttemptCount count, int pending)
    {
        double debt = Math.Min(count.Debt.TotalSeconds, limit.Tries * limit.Period.TotalSeconds);
        _paid = time.GetTimestamp() + (long)(debt * time.TimestampFrequency);
        Add(pending + Untold);
        LastTry = Math.Max(LastTry, time.GetTimestamp() - (long)(Math.Max(0, count.Age.TotalSeconds) * time.TimestampFrequency));
    }

    private long Add(int tries)
    {
        long now = time.GetTimestamp();
        long before = Math.Max(_paid, now);
        _paid = Math.Max(before, Math.Min(before + (tries * _period), now + (limit.Tries * _period)));
        return _paid - before;
    }

    /// <summary>Whether the wrong password is new here. The codes that came last are kept, so one that keeps coming stays known.</summary>
    public bool Remember(UInt128 code)
    {
        bool isNew = !_codes.Remove(code);
        if (_codes.Count == MaxCodes)
        {
            _codes.RemoveAt(0);
        }

        _codes.Add(code);
        return isNew;
    }
}

/// <summary>A try as it was counted.</summary>
/// <param name="Bucket">Where.</param>
/// <param name="Added">By how much.</param>
/// <param name="At">When.</param>
/// <param name="Before">When the last one before it was.</param>
internal readonly record struct AttemptCharge(AttemptBucket Bucket, long Added, long At, long Before);
