namespace HtpasswdAuth;

/// <summary>How the verification of a response ended.</summary>
internal enum DigestOutcome
{
    WrongResponse = 0,

    /// <summary>The realm has no such user with a hash for the algorithm.</summary>
    UnknownUser,
    Verified,

    /// <summary>Right, but for a while only that is over.</summary>
    ExpiredPassword,

    /// <summary>Right, but the nonce is too old, or not of this site.</summary>
    StaleNonce,

    /// <summary>Right, but the nonce was used with this count before, or nobody knows any longer.</summary>
    CountUsed,
    StoreUnavailable,
    TooManyAttempts,
}
