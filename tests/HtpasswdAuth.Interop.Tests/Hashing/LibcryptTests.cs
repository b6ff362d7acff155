using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>libxcrypt and we must open and refuse alike: a file is shared with programs that use it.</summary>
public sealed class LibcryptTests
{
    private static readonly PasswordHashLimits Limits = new() { MaxBcryptCost = 6, MaxShaCryptRounds = 9_999 };

    [Theory]
    [InlineData("$2y$04$", 22, 300)]
    [InlineData("$2b$04$", 22, 150)]
    [InlineData("$2a$04$", 22, 400)]
    [InlineData("$2x$04$", 22, 300)]
    [InlineData("$2y$05$", 22, 20)]
    [InlineData("$5$rounds=1000$", 16, 300)]
    [InlineData("$5$rounds=1017$", 5, 150)]
    [InlineData("$5$", 16, 30)]
    [InlineData("$6$rounds=1000$", 16, 300)]
    [InlineData("$6$rounds=1001$", 0, 150)]
    [InlineData("$6$", 16, 30)]
    [InlineData("$1$", 8, 500)]
    [InlineData("$1$", 3, 200)]
    [InlineData("$1$", 0, 100)]
    [InlineData("", 2, 1000)]
    public void Hash_of_libcrypt_verifies_and_changed_password_is_judged_alike(string prefix, int saltLength, int count)
    {
        var libcrypt = new Libcrypt();
        var random = new RandomPasswords(prefix + saltLength);
        for (int i = 0; i < count; i++)
        {
            byte[] password = random.Next();
            byte[] changed = random.Change(password);
            string hash = libcrypt.Hash(password, prefix + random.Salt(saltLength) + (saltLength is 2 or 22 ? "" : "$"));

            Assert.False(hash.StartsWith('*'), hash);
            Assert.True(Opens(password, hash), $"{Convert.ToHexString(password)} {hash}");
            Assert.True(libcrypt.Verifies(changed, hash) == Opens(changed, hash), $"{Convert.ToHexString(changed)} {hash}");
        }
    }

    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 4, 200)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, 1000, 200)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, null, 20)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 1234, 200)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, null, 20)]
    [InlineData(PasswordHashAlgorithm.Md5Crypt, null, 300)]
    [InlineData(PasswordHashAlgorithm.DesCrypt, null, 500)]
    public void Created_hash_is_what_libcrypt_makes(PasswordHashAlgorithm algorithm, int? cost, int count)
    {
        var libcrypt = new Libcrypt();
        var random = new RandomPasswords(algorithm + "created");
        var parameters = new PasswordHashParameters(algorithm, cost) { AllowTruncation = true };
        for (int i = 0; i < count; i++)
        {
            byte[] password = random.Next();
            string hash = PasswordHash.Create(password, parameters);

            Assert.Equal(hash, libcrypt.Hash(password, hash));
        }
    }

    [Theory]
    [InlineData("$2y$04$abcdefghijklmnopqrstuu", 800)]
    [InlineData("$2a$05$abcdefghijklmnopqrstuu", 200)]
    [InlineData("$5$rounds=1000$NaClNaClNaClNaCl$", 800)]
    [InlineData("$6$rounds=1000$NaCl$", 800)]
    [InlineData("$6$rounds=1000$$", 400)]
    [InlineData("$1$NaClNaCl$", 1500)]
    [InlineData("Na", 1500)]
    public void Changed_text_is_judged_alike(string setting, int count)
    {
        var libcrypt = new Libcrypt();
        var random = new RandomPasswords(setting);
        byte[] password = "correct horse"u8.ToArray();
        string hash = libcrypt.Hash(password, setting);
        for (int i = 0; i < count; i++)
        {
            string changed = Change(hash, random);
            if (!IsDear(changed))
            {
                Assert.True(libcrypt.Verifies(password, changed) == Opens(password, changed), changed);
            }
        }
    }

    [Theory]
    [InlineData("$2y$04$abcdefghijklmnopqrstu")]
    [InlineData("$1$")]
    [InlineData("$5$rounds=1000$NaCl$")]
    [InlineData("Na")]
    public void Text_with_a_spare_bit_set_is_judged_alike(string setting)
    {
        var libcrypt = new Libcrypt();
        string hash = libcrypt.Hash("correct horse"u8, setting.Length > 22 && setting[1] == '2' ? setting + "u" : setting);
        int position = setting[0] == '$' && setting[1] == '2' ? 28 : hash.Length - 1;
        foreach (int place in (int[])[position, hash.Length - 1])
        {
            int matches = 0;
            foreach (char character in "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
            {
                string changed = hash[..place] + character + hash[(place + 1)..];

                Assert.Equal(libcrypt.Verifies("correct horse"u8, changed), Opens("correct horse"u8, changed));
                matches += Opens("correct horse"u8, changed) ? 1 : 0;
            }

            Assert.Equal(1, matches);
        }
    }

    private static bool Opens(ReadOnlySpan<byte> password, string hash) =>
        PasswordHash.Verify(password, Encoding.Latin1.GetBytes(hash), Limits)
            is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;

    /// <summary>Whether libcrypt would compute for seconds what the limits refuse at once.</summary>
    private static bool IsDear(string hash) =>
        PasswordHash.TryIdentify(Encoding.Latin1.GetBytes(hash), out PasswordHashInfo info)
            ? info.Cost > (info.Algorithm == PasswordHashAlgorithm.Bcrypt ? Limits.MaxBcryptCost : Limits.MaxShaCryptRounds)
            : hash.StartsWith("$2", StringComparison.Ordinal) && hash.Length > 4 && hash[4] != '0';

    internal static string Change(string hash, RandomPasswords random)
    {
        int position = random.Number(hash.Length);
        char character = random.Number(3) == 0 ? (char)(1 + random.Number(255)) : random.Salt(1)[0];
        return random.Number(3) switch
        {
            0 => hash[..position] + character + hash[(position + 1)..],
            1 => hash[..position] + character + hash[position..],
            _ => hash[..position] + hash[(position + 1)..],
        };
    }
}
