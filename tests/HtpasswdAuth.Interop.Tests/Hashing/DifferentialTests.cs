using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>
/// Random passwords, salts and schemes, judged by the C libraries and by us. Some thousand of them, or a million where the environment
/// variable HTPASSWDAUTH_LONG is 1: about ten minutes, as <c>./test.sh --long</c> does it.
/// </summary>
public sealed class DifferentialTests
{
    private static readonly PasswordHashLimits Limits = CryptSettings.Limits with { MaxBcryptCost = 5, MaxShaCryptRounds = 1_100 };

    private static int Count => Environment.GetEnvironmentVariable("HTPASSWDAUTH_LONG") == "1" ? 1_000_000 : 4_000;

    [Fact]
    public void Random_passwords_open_and_are_refused_as_the_C_libraries_say()
    {
        var libcrypt = new Libcrypt();
        var apr = new AprUtil();
        var random = new RandomPasswords("differential");
        for (int i = 0; i < Count; i++)
        {
            byte[] password = random.Next();
            byte[] other = random.Number(8) == 0 ? random.Next() : random.Change(password);
            if (random.Number(4) == 0)
            {
                string hash = PasswordHash.Create(password, new(random.Number(3) == 0 ? PasswordHashAlgorithm.Apr1 : PasswordHashAlgorithm.Sha1));
                Judge(apr.Verifies(password, hash), apr.Verifies(other, hash), password, other, hash);
            }
            else
            {
                string hash = libcrypt.Hash(password, Setting(random));
                Judge(libcrypt.Verifies(password, hash), libcrypt.Verifies(other, hash), password, other, hash);
            }
        }
    }

    private static void Judge(bool expected, bool expectedOther, byte[] password, byte[] other, string hash)
    {
        Assert.True(expected, $"{Convert.ToHexString(password)} {hash}");
        Assert.True(Opens(password, hash), $"{Convert.ToHexString(password)} {hash}");
        Assert.True(expectedOther == Opens(other, hash), $"{Convert.ToHexString(other)} {hash}");
    }

    /// <summary>The cheap schemes more often than the dear ones.</summary>
    private static string Setting(RandomPasswords random) => random.Number(40) switch
    {
        >= 32 => CryptSettings.Next(random.Number(8) == 0 ? "sunmd5" : random.Pick(CryptSettings.CheapMethods), random),
        0 => "$2" + "abxy"[random.Number(4)] + "$04$" + random.Salt(21) + ".Oeu"[random.Number(4)],
        < 5 => $"$5$rounds={1000 + random.Number(100)}${random.Salt(random.Number(17))}$",
        < 9 => $"$6$rounds={1000 + random.Number(100)}${random.Salt(random.Number(17))}$",
        < 18 => $"$1${random.Salt(random.Number(9))}$",
        _ => random.Salt(2),
    };

    private static bool Opens(ReadOnlySpan<byte> password, string hash) =>
        PasswordHash.Verify(password, Encoding.Latin1.GetBytes(hash), Limits)
            is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;
}
