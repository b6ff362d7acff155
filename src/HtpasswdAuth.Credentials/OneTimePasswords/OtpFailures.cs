namespace HtpasswdAuth;

/// <summary>Wrong codes in a row, and when the last one came.</summary>
/// <param name="Count">How many.</param>
/// <param name="Last">When, in whole milliseconds.</param>
public readonly record struct OtpFailures(int Count, DateTimeOffset Last)
{
    /// <summary>From so many on, no further code is accepted until somebody unlocks the user.</summary>
    public const int Cap = 100;

    /// <summary>The longest pause after a wrong code.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>Gets whether the cap is reached.</summary>
    public bool IsBlocked => Count >= Cap;

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
