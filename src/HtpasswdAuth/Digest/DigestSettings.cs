namespace HtpasswdAuth;

/// <summary>What the arithmetic of Digest takes from a scheme's options.</summary>
internal sealed record DigestSettings(string UserFile, string Realm)
{
    public bool AllowMd5 { get; init; } = true;

    public DigestAlgorithm LongHashes { get; init; } = DigestAlgorithm.Sha256;

    /// <summary>Gets the algorithms whose hashes sign users in, the strongest first.</summary>
    public IEnumerable<DigestAlgorithm> Algorithms => AllowMd5 ? [LongHashes, DigestAlgorithm.Md5] : [LongHashes];

    public bool UseSessionVariants { get; init; }

    public bool AllowAuthInt { get; init; }

    public bool UserHash { get; init; }

    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets what tells that a right password was for a while that is over. Asked at every request: it must answer from memory.</summary>
    public Func<VerifiedUser, bool> HasExpired { get; init; } = static _ => false;

    public static DigestSettings From(HtdigestOptions options) => new(options.UserFile!, options.Realm)
    {
        AllowMd5 = options.AllowMd5,
        LongHashes = options.LongHashes,
        UseSessionVariants = options.UseSessionVariants,
        AllowAuthInt = options.AllowAuthInt,
        UserHash = options.UserHash,
        NonceLifetime = options.NonceLifetime,
    };
}
