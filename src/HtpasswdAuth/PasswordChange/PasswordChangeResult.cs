namespace HtpasswdAuth;

/// <summary>What came of an attempt to change a password.</summary>
internal sealed record PasswordChangeResult(PasswordChangeOutcome Outcome)
{
    /// <summary>Gets what is against the new password.</summary>
    public IReadOnlyList<PasswordRefusal> Refusals { get; init; } = [];

    /// <summary>
    /// Gets the user, once the current password was right. After the change it is bound to the new password: a session begun
    /// with it goes on, and all others of the user are over.
    /// </summary>
    public VerifiedUser? User { get; init; }

    /// <summary>Gets how the verification of the current password ended; for the log, never for the client.</summary>
    public VerificationOutcome Verification { get; init; }

    /// <summary>Gets whether the user had to change the password.</summary>
    public bool WasForced { get; init; }

    /// <summary>Gets how long to wait, after too many attempts.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
