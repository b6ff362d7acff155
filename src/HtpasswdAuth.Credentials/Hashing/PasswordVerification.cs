namespace HtpasswdAuth;

/// <summary>The outcome of checking a password against a stored hash. Only the two successes open a door.</summary>
public enum PasswordVerification
{
    /// <summary>The stored hash is well formed and belongs to another password.</summary>
    Failed = 0,

    /// <summary>The password is right.</summary>
    Success,

    /// <summary>
    /// The password is right, but the hash is of a weak scheme, or of a cost below the minimum of
    /// <see cref="PasswordHashLimits"/>: store a new one while the password is at hand.
    /// </summary>
    SuccessRehashNeeded,

    /// <summary>
    /// The stored text is of no known scheme, or of one that was not opted into (plaintext). It matches no password;
    /// it is never compared as plaintext.
    /// </summary>
    UnknownScheme,

    /// <summary>
    /// The scheme is known, but the stored text is truncated, over-long, of a wrong alphabet, or costs more than
    /// <see cref="PasswordHashLimits"/> allows. It matches no password.
    /// </summary>
    Malformed,
}
