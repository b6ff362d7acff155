namespace HtpasswdAuth;

/// <summary>How a verification ended. Kept apart for the log; a client sees no difference between the three wrong ones.</summary>
internal enum VerificationOutcome
{
    WrongPassword = 0,
    UnknownUser,
    UnusableHash,
    Verified,
    Busy,
    StoreUnavailable,
    TooManyAttempts,
}
