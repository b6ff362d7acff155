namespace HtpasswdAuth.Credentials.Tests;

/// <summary>
/// Every scheme in every shape of its text. The hashes are libxcrypt 4.4.33's, OpenSSL's (<c>$apr1$</c>) and Python's hashlib's.
/// </summary>
public static class SchemeSamples
{
    public const string Password = "correct horse";

    private static readonly SchemeSample[] List =
    [
        Strong("bcrypt 2y", PasswordHashAlgorithm.Bcrypt, 4, "$2y$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"),
        Strong("bcrypt 2b", PasswordHashAlgorithm.Bcrypt, 4, "$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"),
        Strong("bcrypt 2a", PasswordHashAlgorithm.Bcrypt, 4, "$2a$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"),
        Weak("bcrypt 2x", PasswordHashAlgorithm.BcryptSignExtended, "$2x$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e", 4),
        Strong("SHA-256-crypt", PasswordHashAlgorithm.Sha256Crypt, 5000, "$5$NaClNaClNaCl$HJHeHL8CQn0mewDslIeMSQ6oJjYIyX1awZr3um1NDv5"),
        Strong(
            "SHA-256-crypt with rounds",
            PasswordHashAlgorithm.Sha256Crypt,
            1000,
            "$5$rounds=1000$NaClNaClNaClNaCl$Qr/giv1UeYRrb3EKnajR5Xa8L45W55qPBPuZaZ3FzOA"),
        Strong(
            "SHA-512-crypt",
            PasswordHashAlgorithm.Sha512Crypt,
            5000,
            "$6$NaClNaClNaCl$uj6m62hVwMi170UBHEjxHK.praIZDsyW6RKiiVII6IW3F/pV3Hb/Mtgbz7tZwcMrQT6cOgmxlGnXE71Q2qc59/"),
        Strong(
            "SHA-512-crypt with rounds",
            PasswordHashAlgorithm.Sha512Crypt,
            1000,
            "$6$rounds=1000$NaClNaClNaClNaCl$.fs54wgFS88xQCU7BSdQieOYui51WOKXv49yIdRZtz8NuTqy9fXoDSpyl.GP6CY54ZOY01JCz/e6etkykXO0Z0"),
        Strong(
            "SHA-512-crypt without salt",
            PasswordHashAlgorithm.Sha512Crypt,
            1000,
            "$6$rounds=1000$$MAtKCwSDBQcRsZx4EQFNZcdGeqdhR4..Fvk.aVF69HxiT.DIHWXc7OXyxT7BpUzTA/i1BYyzedxa6z55z119y0"),
        Weak("MD5-crypt", PasswordHashAlgorithm.Md5Crypt, "$1$NaClNaCl$NTfiJmB4LJ7COAUvvs0BT0"),
        Weak("MD5-crypt without salt", PasswordHashAlgorithm.Md5Crypt, "$1$$IfI/mw4YSCwcQoW.D.DSu1"),
        Weak("apr1", PasswordHashAlgorithm.Apr1, "$apr1$NaClNaCl$v4IT7iu/C1/x/opJsWZDe/"),
        Weak("SHA", PasswordHashAlgorithm.Sha1, "{SHA}L55TUjtiq8FBorTWAZ0jy6g129A="),
        Weak("SSHA with 4 bytes", PasswordHashAlgorithm.SaltedSha1, "{SSHA}Ki+Q9Ri8Nn2QN1jUbcaqfsgK/pJOYUNs"),
        Weak("SSHA with 5 bytes", PasswordHashAlgorithm.SaltedSha1, "{SSHA}BPN0TdSCAcbmOVqNwQU1lh2R22VOYUNsTg=="),
        Weak("SSHA with 8 bytes", PasswordHashAlgorithm.SaltedSha1, "{SSHA}lYCMxnJKLJ3q6CFd4hssWEZ5i4ZOTk5OTk5OTg=="),
        Weak("DES crypt", PasswordHashAlgorithm.DesCrypt, "NasF8urR0qd6."),
        Strong("yescrypt", PasswordHashAlgorithm.Yescrypt, 4, "$y$j1T$k2XAnEHBqQ1Ct2aMXFKNa/$jDh6Avip5dLQCJ6g0fsS01m8NcirkDfDMqbmeNTx.6C"),
        Strong("yescrypt without salt", PasswordHashAlgorithm.Yescrypt, 4, "$y$j1T$$HoImWH7sW.JCXsSN6if3f4.ocCi.5nBpYeFSPkRGQ22"),
        Strong("scrypt", PasswordHashAlgorithm.Scrypt, 4, "$7$2U..../....k2XAnEHBqQ1Ct2aMXFKNa/$HUCa8DioHa/QfUpxtEasJrCSRsfYH2aH80O0rXvv.z3"),
        Weak("sha1crypt", PasswordHashAlgorithm.Sha1Crypt, "$sha1$20$NaClNaCl$xxFCRvA6amE5vzVV63nmLf3lt.nL", 20),
        Weak("SunMD5", PasswordHashAlgorithm.SunMd5, "$md5$NaClNaCl$$0PXWGz7UhSKmNTVAxzAs3/", 4096),
        Weak("SunMD5 with rounds", PasswordHashAlgorithm.SunMd5, "$md5,rounds=5$NaClNaCl$2MJDhL0TgEPuVu2YsuXBP/", 4101),
        Weak("BSDi crypt", PasswordHashAlgorithm.BsdiCrypt, "_J9..NaClx4Cwzk1TdYI", 725),
        Weak("NT", PasswordHashAlgorithm.NtHash, "$3$$cfc43211ba8dc470832267827cac1407"),
        Weak("PLAIN", PasswordHashAlgorithm.TaggedPlaintext, "{PLAIN}correct horse"),
        Weak("plaintext", PasswordHashAlgorithm.Plaintext, "correct horse"),
    ];

    public static TheoryData<string> All { get; } = Names(_ => true);

    public static TheoryData<string> Hashes { get; } = Names(sample => !sample.IsPlaintext);

    public static TheoryData<string> Identifiable { get; } = Names(sample => sample.IsIdentifiable);

    public static TheoryData<string> WithCost { get; } = Names(sample => sample.HasCost);

    public static TheoryData<PasswordHashAlgorithm> Creatable { get; } =
        [.. List.Where(sample => sample.CanBeCreated).Select(sample => sample.Info.Algorithm).Distinct()];

    public static SchemeSample Get(string name) => List.Single(sample => sample.Name == name);

    public static SchemeSample Get(PasswordHashAlgorithm algorithm) => List.First(sample => sample.Info.Algorithm == algorithm);

    /// <summary>The cheapest parameters of a scheme.</summary>
    public static PasswordHashParameters Cheapest(PasswordHashAlgorithm algorithm) => algorithm switch
    {
        PasswordHashAlgorithm.Bcrypt => new(algorithm, 4) { AllowTruncation = true },
        PasswordHashAlgorithm.Sha256Crypt or PasswordHashAlgorithm.Sha512Crypt => new(algorithm, 1000),
        _ => new(algorithm) { AllowTruncation = true },
    };

    private static TheoryData<string> Names(Func<SchemeSample, bool> filter) => [.. List.Where(filter).Select(sample => sample.Name)];

    private static SchemeSample Strong(string name, PasswordHashAlgorithm algorithm, int cost, string text) =>
        new(name, new PasswordHashInfo(algorithm, cost), text, PasswordVerification.Success);

    private static SchemeSample Weak(string name, PasswordHashAlgorithm algorithm, string text, int cost = 1) =>
        new(name, new PasswordHashInfo(algorithm, cost), text, PasswordVerification.SuccessRehashNeeded);
}
