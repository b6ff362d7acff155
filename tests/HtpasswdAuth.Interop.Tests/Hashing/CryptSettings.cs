namespace HtpasswdAuth.Interop.Tests;

/// <summary>Random settings of the methods of crypt(5) that Apache's own tools do not write, cheap enough for hundreds of them.</summary>
internal static class CryptSettings
{
    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static readonly string[] Methods = ["yescrypt", "scrypt", "sha1crypt", "sunmd5", "bsdicrypt", "nt"];

    public static readonly string[] CheapMethods = [.. Methods.Where(method => method != "sunmd5")];

    /// <summary>Bounds that let all of them pass.</summary>
    public static readonly PasswordHashLimits Limits = new()
    {
        MaxMemoryBytes = 1024 * 1024,
        MaxSha1CryptRounds = 2_000,
        MaxSunMd5Rounds = 4_500,
        MaxBsdiCryptRounds = 2_000,
    };

    public static string Next(string method, RandomPasswords random) => method switch
    {
        "yescrypt" => "$y$" + YescryptCost(random) + "$" + BinarySalt(random),
        "scrypt" => "$7$" + Digit(2 + random.Number(6)) + Five(1 + random.Number(4)) + Five(1 + random.Number(3)) + random.Salt(random.Number(40)),
        "sha1crypt" => $"$sha1${random.Number(200)}${random.Salt(1 + random.Number(64))}$",
        "sunmd5" => SunMd5(random),
        "bsdicrypt" => "_" + Digit(random.Number(64)) + Digit(random.Number(4)) + ".." + random.Salt(4),
        _ => "$3$$",
    };

    private static string YescryptCost(RandomPasswords random)
    {
        int flavour = Math.Min(random.Number(6), 2);
        int logN = 2 + random.Number(7);
        int mostLanes = flavour == 2 ? (1 << logN) / 4 : 4;
        int lanes = Math.Min(mostLanes, 1 + Math.Max(0, random.Number(7) - 3));
        int time = flavour == 0 ? 0 : Math.Max(0, random.Number(6) - 2);
        int has = (lanes > 1 ? 1 : 0) + (time > 0 ? 2 : 0);
        return "./j"[flavour]
            + Digit(logN - 1)
            + Digit(random.Number(5))
            + (has > 0 ? Digit(has - 1) : "")
            + (lanes > 1 ? Digit(lanes - 2) : "")
            + (time > 0 ? Digit(time - 1) : "");
    }

    private static string SunMd5(RandomPasswords random)
    {
        string rounds = random.Number(3) == 0 ? $",rounds={1 + random.Number(99)}" : "";
        return $"$md5{rounds}${random.Salt(random.Number(20))}{(random.Number(2) == 0 ? "$" : "")}$x";
    }

    /// <summary>A salt of 0 to 64 bytes, the spare bits of its last character 0.</summary>
    private static string BinarySalt(RandomPasswords random)
    {
        int bytes = random.Number(65);
        int characters = ((bytes * 8) + 5) / 6;
        int bits = bytes * 8 % 6;
        return bits == 0 ? random.Salt(characters) : random.Salt(characters - 1) + Digit(random.Number(1 << bits));
    }

    private static string Five(int number) => Digit(number) + "....";

    private static string Digit(int value) => Alphabet[value].ToString();
}
