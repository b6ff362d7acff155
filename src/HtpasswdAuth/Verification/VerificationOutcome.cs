namespace HtpasswdAuth;

/// <summary>How a verification ended. Kept apart for the log; a client sees no difference between the four wrong ones.</summary>
internal enum VerificationOutcome
{
    WrongPassword = 0,
    UnknownUser,
    UnusableHash,

    /// <summary>It was the password, but only for a while that is over.</summary>
    ExpiredPassword,
    Verified,
    Busy,
    StoreUnavailable,
    TooManyAttempts,
}
