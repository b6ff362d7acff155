namespace HtpasswdAuth;

/// <summary>The hash schemes an Apache password file can hold.</summary>
public enum PasswordHashAlgorithm
{
    /// <summary>Not a known scheme.</summary>
    None = 0,

    /// <summary>bcrypt, <c>$2y$</c>, <c>$2b$</c> and <c>$2a$</c>. Cost is the base-2 logarithm of its rounds, 4 to 31.</summary>
    Bcrypt,

    /// <summary><c>$2x$</c>: bcrypt with the sign-extension bug of crypt_blowfish before 1.1. Verified, never created.</summary>
    BcryptSignExtended,

    /// <summary>SHA-256-crypt, <c>$5$</c>. Cost is the number of rounds, 1,000 to 999,999,999; 5,000 where none is written.</summary>
    Sha256Crypt,

    /// <summary>SHA-512-crypt, <c>$6$</c>. Cost is the number of rounds, 1,000 to 999,999,999; 5,000 where none is written.</summary>
    Sha512Crypt,

    /// <summary>Apache's variant of MD5-crypt, <c>$apr1$</c>. Weak: 1,000 rounds of MD5.</summary>
    Apr1,

    /// <summary>MD5-crypt, <c>$1$</c>. Weak: 1,000 rounds of MD5.</summary>
    Md5Crypt,

    /// <summary><c>{SHA}</c>: one unsalted SHA-1. Weak.</summary>
    Sha1,

    /// <summary><c>{SSHA}</c>: one salted SHA-1, as LDAP servers and nginx use it. Weak.</summary>
    SaltedSha1,

    /// <summary>The 13-character DES crypt. Weak: 8 characters of 7 bits count.</summary>
    DesCrypt,

    /// <summary><c>{PLAIN}</c> followed by the password itself, as nginx accepts it. By opt-in only.</summary>
    TaggedPlaintext,

    /// <summary>The password itself. By opt-in only.</summary>
    Plaintext,

    /// <summary>
    /// yescrypt, <c>$y$</c>, what Debian hashes the passwords of its users with. Cost is the base-2 logarithm of N, 2 to 63: the
    /// number of blocks, usually of 4 KiB, that it fills memory with. Verified, never created.
    /// </summary>
    Yescrypt,

    /// <summary>
    /// scrypt, <c>$7$</c>. Cost is the base-2 logarithm of N, 2 to 63: the number of blocks, usually of 4 KiB, that it fills memory
    /// with. Verified, never created.
    /// </summary>
    Scrypt,

    /// <summary>
    /// NetBSD's <c>$sha1$</c>: HMAC-SHA-1, again and again. Weak: no memory needed, and SHA-1 is fast. Cost is the number of rounds,
    /// 1 to 2,147,483,647, more being told as that. Verified, never created.
    /// </summary>
    Sha1Crypt,

    /// <summary>
    /// Solaris' <c>$md5$</c>. Weak: MD5 is fast. Cost is the number of rounds, 4,096 and those that are written, at most
    /// 2,147,483,647, more being told as that. Verified, never created.
    /// </summary>
    SunMd5,

    /// <summary>
    /// BSDi's DES crypt, <c>_</c> and 19 characters. Weak: 56 bits of key. Cost is the number of rounds, 1 to 16,777,215.
    /// Verified, never created.
    /// </summary>
    BsdiCrypt,

    /// <summary>The hash of Windows NT, <c>$3$</c>: one unsalted MD4. Weak. Verified, never created.</summary>
    NtHash,
}
