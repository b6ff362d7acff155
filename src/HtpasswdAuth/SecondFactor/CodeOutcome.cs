namespace HtpasswdAuth;

/// <summary>What came of a code. Everything but <see cref="Accepted"/> leaves the door shut.</summary>
internal enum CodeOutcome
{
    /// <summary>Nothing could be checked: a file is broken, missing or not writable.</summary>
    Unavailable = 0,

    Accepted,

    Wrong,

    /// <summary>It was right, but spent: the next one must be waited for. Counts as no failure.</summary>
    AlreadyUsed,

    /// <summary>Too soon after wrong ones; the code was not looked at.</summary>
    TooSoon,

    /// <summary>Too many wrong ones in a row; only a recovery code or an administrator helps.</summary>
    Blocked,

    NotEnrolled,
}
