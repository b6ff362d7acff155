namespace HtpasswdAuth.Tool;

/// <summary>Which hashes should be replaced.</summary>
internal static class HashStrength
{
    public static bool IsWeak(PasswordHashInfo info) => info.Algorithm switch
    {
        PasswordHashAlgorithm.Bcrypt => info.Cost < PasswordHashLimits.Default.MinBcryptCost,
        PasswordHashAlgorithm.Sha256Crypt or PasswordHashAlgorithm.Sha512Crypt => info.Cost < PasswordHashLimits.Default.MinShaCryptRounds,
        _ => true,
    };

    public static string Name(PasswordHashAlgorithm algorithm) => algorithm switch
    {
        PasswordHashAlgorithm.Bcrypt => "bcrypt",
        PasswordHashAlgorithm.BcryptSignExtended => "bcrypt-2x",
        PasswordHashAlgorithm.Sha256Crypt => "sha256-crypt",
        PasswordHashAlgorithm.Sha512Crypt => "sha512-crypt",
        PasswordHashAlgorithm.Apr1 => "apr1",
        PasswordHashAlgorithm.Md5Crypt => "md5-crypt",
        PasswordHashAlgorithm.Sha1 => "sha1",
        PasswordHashAlgorithm.SaltedSha1 => "salted-sha1",
        PasswordHashAlgorithm.DesCrypt => "des-crypt",
        PasswordHashAlgorithm.TaggedPlaintext => "plaintext",
        _ => "unknown",
    };
}
