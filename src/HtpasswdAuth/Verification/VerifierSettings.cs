namespace HtpasswdAuth;

/// <summary>What <see cref="CredentialVerifier"/> takes from a scheme's options.</summary>
internal sealed record VerifierSettings
{
    public VerifyCacheOptions Cache { get; init; } = new();

    public int MaxConcurrentVerifications { get; init; } = Environment.ProcessorCount;

    public int MaxQueuedVerifications { get; init; } = 256;

    /// <summary>Gets how many waiting bcrypt verifications of equal cost a worker takes at once; at most <see cref="PasswordHash.BcryptLanes"/>.</summary>
    public int MaxTogether { get; init; } = PasswordHash.BcryptLanes;

    public PasswordHashLimits HashLimits { get; init; } = PasswordHashLimits.Default;

    public bool AllowPlaintext { get; init; }

    /// <summary>Gets what tells passwords that were right once: they are refused, counted and remembered as wrong ones are.</summary>
    public Func<VerifiedUser, bool> HasExpired { get; init; } = static _ => false;

    /// <summary>
    /// Gets what is told of a right password whose hash is weak, by the thread that hashed and before anybody has the answer: it must
    /// neither wait nor throw, and copy what it keeps. <see langword="null"/> for nothing.
    /// </summary>
    public Action<VerifyJob, VerifiedUser>? RehashDue { get; init; }
}
