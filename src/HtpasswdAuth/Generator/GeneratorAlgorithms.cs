namespace HtpasswdAuth;

/// <summary>The kinds of lines, best first.</summary>
internal static class GeneratorAlgorithms
{
    public const string DigestMd5 = "digest-md5";
    public const string DigestSha256 = "digest-sha256";

    // More than anybody types; it bounds the work that a request can ask for.
    private const int AnyLength = 1024;
    private const int DesLength = 8;

    public static IReadOnlyList<HtpasswdGeneratorAlgorithm> Create(HtpasswdGeneratorOptions options) =>
    [
        new()
        {
            Id = "bcrypt", Name = "bcrypt ($2y$)", MinCost = 4, MaxCost = options.MaxBcryptCost, DefaultCost = Math.Min(12, options.MaxBcryptCost),
            IsCostLogarithmic = true, MaxPasswordBytes = PasswordHash.MaxBcryptPasswordBytes,
        },
        WithRounds("sha512", "SHA-512 crypt ($6$)", options),
        WithRounds("sha256", "SHA-256 crypt ($5$)", options),
        new() { Id = "apr1", Name = "Apache MD5 ($apr1$)", IsWeak = true, MaxPasswordBytes = AnyLength },
        new() { Id = "md5", Name = "MD5 crypt ($1$)", IsWeak = true, MaxPasswordBytes = AnyLength },
        new() { Id = "ssha", Name = "salted SHA-1 ({SSHA})", IsWeak = true, MaxPasswordBytes = AnyLength },
        new() { Id = "sha1", Name = "SHA-1 ({SHA})", IsWeak = true, MaxPasswordBytes = AnyLength },
        new() { Id = "des", Name = "DES crypt", IsWeak = true, MaxPasswordBytes = DesLength },
        new() { Id = DigestSha256, Name = "Digest, SHA-256", IsDigest = true, IsWeak = true, MaxPasswordBytes = AnyLength },
        new() { Id = DigestMd5, Name = "Digest, MD5", IsDigest = true, IsWeak = true, MaxPasswordBytes = AnyLength },
    ];

    public static PasswordHashAlgorithm SchemeOf(string id) => id switch
    {
        "bcrypt" => PasswordHashAlgorithm.Bcrypt,
        "sha512" => PasswordHashAlgorithm.Sha512Crypt,
        "sha256" => PasswordHashAlgorithm.Sha256Crypt,
        "apr1" => PasswordHashAlgorithm.Apr1,
        "md5" => PasswordHashAlgorithm.Md5Crypt,
        "ssha" => PasswordHashAlgorithm.SaltedSha1,
        "sha1" => PasswordHashAlgorithm.Sha1,
        "des" => PasswordHashAlgorithm.DesCrypt,
        _ => PasswordHashAlgorithm.None,
    };

    private static HtpasswdGeneratorAlgorithm WithRounds(string id, string name, HtpasswdGeneratorOptions options) => new()
    {
        Id = id, Name = name, MinCost = 1_000, MaxCost = options.MaxShaCryptRounds, DefaultCost = 5_000, MaxPasswordBytes = AnyLength,
    };
}
