namespace HtpasswdAuth;

/// <summary>Wrong codes, and when the last one came.</summary>
/// <param name="Count">How many.</param>
/// <param name="Last">When, in whole milliseconds.</param>
public readonly record struct OtpFailures(int Count, DateTimeOffset Last)
{
    /// <summary>
    /// From so many wrong codes on, no further one is accepted from an unknown browser, nor, where they were in a row, from a known one
    /// (NIST SP 800-63B section 3.2.2).
    /// </summary>
    public const int Cap = 100;

    /// <summary>From so many wrong recovery codes on, no further one is accepted; with <see cref="RecoveryGiveBack"/> at most 20 a day.</summary>
    public const int RecoveryCap = 10;

    /// <summary>The longest pause after a wrong code.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>After so long without a wrong code one of them is given back, and after as long again the next.</summary>
    public static readonly TimeSpan GiveBack = TimeSpan.FromDays(1);

    /// <summary>The same for recovery codes: ten a day.</summary>
    public static readonly TimeSpan RecoveryGiveBack = TimeSpan.FromMinutes(144);

    /// <summary>Gets whether the cap of codes is reached.</summary>
    public bool IsBlocked => Count >= Cap;

    /// <summary>How many count at a moment, those that were given back by then left out.</summary>
    /// <param name="now">The moment. Before <see cref="Last"/>, of a clock that was set back, nothing was given back.</param>
    /// <param name="giveBack">After how long one is given back.</param>
    public OtpFailures At(DateTimeOffset now, TimeSpan giveBack)
    {
        long given = now > Last ? (now - Last).Ticks / giveBack.Ticks : 0;
        return given >= Count ? default : this with { Count = Count - (int)given };
    }

    /// <summary>How long until one is given back.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="giveBack">After how long one is given back.</param>
    public TimeSpan UntilGivenBack(DateTimeOffset now, TimeSpan giveBack) =>
        now > Last ? TimeSpan.FromTicks(giveBack.Ticks - ((now - Last).Ticks % giveBack.Ticks)) : giveBack;

    /// <summary>One more.</summary>
    /// <param name="now">The moment.</param>
    public OtpFailures Next(DateTimeOffset now) => new(Count == int.MaxValue ? Count : Count + 1, OtpField.ToMilliseconds(now));

    /// <summary>How long the next code must wait: 1, 2, 4 … seconds after the first, second, third … wrong one, at most <see cref="LongestPause"/>.</summary>
    /// <returns>
    /// Zero when a code may be tried. A clock that was set back never makes the pause longer than it is by rule; one that was set back
    /// by more than the pause ends it, since it would otherwise last until the clock is where it was.
    /// </returns>
    public TimeSpan RetryAfter(DateTimeOffset now)
    {
        if (Count <= 0)
        {
            return TimeSpan.Zero;
        }

        // From the eleventh on it is the longest.
        TimeSpan pause = Count > 10 ? LongestPause : TimeSpan.FromSeconds(1 << (Count - 1));
        TimeSpan elapsed = now - Last;
        if (elapsed < TimeSpan.Zero)
        {
            return -elapsed <= pause ? pause : TimeSpan.Zero;
        }

        return elapsed < pause ? pause - elapsed : TimeSpan.Zero;
    }
}
