namespace HtpasswdAuth;

/// <summary>What the arithmetic of Digest takes from a scheme's options.</summary>
internal sealed record DigestSettings(string UserFile, string Realm)
{
    public bool AllowMd5 { get; init; } = true;

    public DigestAlgorithm LongHashes { get; init; } = DigestAlgorithm.Sha256;

    public bool UseSessionVariants { get; init; }

    public bool AllowAuthInt { get; init; }

    public bool UserHash { get; init; }

    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);

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
