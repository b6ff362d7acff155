namespace HtpasswdAuth;

/// <summary>
/// The tries that are counted for one network, name, device or range, each of which is given back after its period. One number says them
/// all: when the last of them is given back. Not safe for concurrent use.
/// </summary>
internal sealed class AttemptBucket(AttemptKey key, AttemptLimit limit, TimeProvider time)
{
    /// <summary>How many wrong passwords are recognized when they come again.</summary>
    public const int MaxCodes = 16;

    private readonly List<UInt128> _codes = new(1);
    private readonly long _period = (long)(limit.Period.TotalSeconds * time.TimestampFrequency);
    private long _paid = time.GetTimestamp();
    private long _lost;
    private int _inFlight;

    public AttemptKey Key => key;

    public AttemptLimit Limit => limit;

    /// <summary>Gets or sets how many tries of this node the store is still to be told of.</summary>
    public int Untold { get; set; }

    /// <summary>Gets when the last counted try was, as a timestamp.</summary>
    public long LastTry { get; private set; } = time.GetTimestamp();

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
        (long now, long when) = (time.GetTimestamp(), WhenLeft(tries));

        // Less than a tick is a wait too.
        return when <= now ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Max(1, time.GetElapsedTime(now, when).Ticks));
    }

    /// <summary>Counts a try whose outcome is not known yet. Of those beyond the limit nothing is remembered.</summary>
    public AttemptCharge Take(AttemptTurn? turn = null)
    {
        long now = time.GetTimestamp();
        long paid = Math.Max(_paid, now);
        _paid = Math.Max(paid, Math.Min(paid + _period, now + (limit.Tries * _period)));
        long before = LastTry;
        LastTry = now;
        _inFlight++;
        return new AttemptCharge(this, _paid - paid, now, before, turn);
    }

    /// <summary>The try was a wrong password: the store is to be told.</summary>
    public void Settle()
    {
        _inFlight--;
        Untold++;
    }

    /// <summary>A try was none.</summary>
    /// <param name="charge">The try.</param>
    /// <param name="isSettled">Whether it was a wrong password at first.</param>
    public void GiveBack(AttemptCharge charge, bool isSettled)
    {
        _paid -= charge.Added;
        LastTry = LastTry == charge.At ? charge.Before : LastTry;
        Untold -= isSettled ? 1 : 0;
        _inFlight -= isSettled ? 0 : 1;
        if (charge.Turn is { } turn)
        {
            Turns?.Undo(turn);
        }
    }

    public void Refill()
    {
        _paid = time.GetTimestamp();
        _lost = 0;
        Untold = 0;
    }

    /// <summary>Tries that the store could not be told of are counted by this node all the same.</summary>
    public void Lose(int tries)
    {
        long now = time.GetTimestamp();
        _lost = Math.Min(Math.Max(_lost, now) + (Math.Max(0, tries) * _period), now + (limit.Tries * _period));
    }

    /// <summary>Takes over what all nodes together have counted.</summary>
    /// <param name="count">What the store has.</param>
    /// <param name="pending">How many tries it does not have yet of this node, besides those that it was not told of.</param>
    public void Merge(AttemptCount count, int pending)
    {
        // Where the store has none, they were given back.
        long now = time.GetTimestamp();
        _lost = count.Debt == TimeSpan.Zero ? 0 : _lost;
        double debt = Math.Min(count.Debt.TotalSeconds, limit.Tries * limit.Period.TotalSeconds);
        _paid = now + (long)(debt * time.TimestampFrequency) + ((pending + Untold + _inFlight) * _period) + Math.Max(0, _lost - now);
        LastTry = Math.Max(LastTry, now - (long)(Math.Max(0, count.Age.TotalSeconds) * time.TimestampFrequency));
    }

    /// <summary>Begins with what another one has counted, which the store knows nothing of.</summary>
    public void CopyFrom(AttemptBucket other)
    {
        _paid = other._paid;
        LastTry = other.LastTry;
        Untold = other.Untold;
        _codes.AddRange(other._codes);
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
/// <param name="Turn">The turn that was taken for it, where networks take turns.</param>
internal readonly record struct AttemptCharge(AttemptBucket Bucket, long Added, long At, long Before, AttemptTurn? Turn);
