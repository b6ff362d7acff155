namespace HtpasswdAuth.Tool;

/// <summary>Which hashes should be replaced.</summary>
internal static class HashStrength
{
    public static bool IsWeak(PasswordHashInfo info) => PasswordHashLimits.Default.AsksForRehash(info);

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
        PasswordHashAlgorithm.Yescrypt => "yescrypt",
        PasswordHashAlgorithm.Scrypt => "scrypt",
        PasswordHashAlgorithm.Sha1Crypt => "sha1-crypt",
        PasswordHashAlgorithm.SunMd5 => "sun-md5",
        PasswordHashAlgorithm.BsdiCrypt => "bsdi-crypt",
        PasswordHashAlgorithm.NtHash => "nt",
        PasswordHashAlgorithm.TaggedPlaintext => "plaintext",
        _ => "unknown",
    };
}
