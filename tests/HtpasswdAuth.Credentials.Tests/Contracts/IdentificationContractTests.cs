using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class IdentificationContractTests
{
    [Theory]
    [MemberData(nameof(SchemeSamples.Identifiable), MemberType = typeof(SchemeSamples))]
    public void Sample_is_identified(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);

        Assert.True(PasswordHash.TryIdentify(sample.Stored, out PasswordHashInfo info));
        Assert.Equal(sample.Info, info);
    }

    [Theory]
    [InlineData("$2y$31$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e", PasswordHashAlgorithm.Bcrypt, 31)]
    [InlineData("$5$rounds=999999999$NaCl$HJHeHL8CQn0mewDslIeMSQ6oJjYIyX1awZr3um1NDv5", PasswordHashAlgorithm.Sha256Crypt, 999999999)]
    [InlineData("$5$rounds=5000$NaCl$HJHeHL8CQn0mewDslIeMSQ6oJjYIyX1awZr3um1NDv5", PasswordHashAlgorithm.Sha256Crypt, 5000)]
    [InlineData("$5$rounds$HJHeHL8CQn0mewDslIeMSQ6oJjYIyX1awZr3um1NDv5", PasswordHashAlgorithm.Sha256Crypt, 5000)]
    [InlineData("$apr1$a b!;$v4IT7iu/C1/x/opJsWZDe/", PasswordHashAlgorithm.Apr1, 1)]
    [InlineData("{PLAIN}x", PasswordHashAlgorithm.TaggedPlaintext, 1)]
    public void Unusual_text_is_identified(string text, PasswordHashAlgorithm algorithm, int cost)
    {
        Assert.True(PasswordHash.TryIdentify(Encoding.ASCII.GetBytes(text), out PasswordHashInfo info));
        Assert.Equal(new PasswordHashInfo(algorithm, cost), info);
    }

    [Theory]
    [InlineData("bcrypt 2y", 16)]
    [InlineData("SHA-256-crypt", 16)]
    [InlineData("SHA-512-crypt", 4)]
    [InlineData("MD5-crypt", 4)]
    [InlineData("apr1", 4)]
    [InlineData("SHA", 16)]
    [InlineData("SSHA with 4 bytes", 64)]
    [InlineData("SSHA with 5 bytes", 4)]
    [InlineData("SSHA with 8 bytes", 4)]
    [InlineData("DES crypt", 16)]
    [InlineData("yescrypt", 16)]
    [InlineData("scrypt", 16)]
    [InlineData("SunMD5", 4)]
    [InlineData("BSDi crypt", 16)]
    public void Last_character_of_the_digest_has_no_spare_bit_set(string name, int possible) =>
        Assert.Equal(possible, CountOfIdentified(SchemeSamples.Get(name), SchemeSamples.Get(name).Text.TrimEnd('=').Length - 1));

    [Fact]
    public void Last_character_of_the_salt_of_bcrypt_has_no_spare_bit_set() =>
        Assert.Equal(4, CountOfIdentified(SchemeSamples.Get("bcrypt 2y"), 28));

    [Theory]
    [InlineData("")]
    [InlineData("$")]
    [InlineData("$2")]
    [InlineData("$2y")]
    [InlineData("{")]
    [InlineData("{SHA")]
    [InlineData("secret")]
    [InlineData("twelve chars")]
    [InlineData("13 characters")]
    [InlineData("*0")]
    public void Text_of_no_scheme_is_of_no_scheme(string text)
    {
        Assert.False(PasswordHash.TryIdentify(Encoding.ASCII.GetBytes(text), out PasswordHashInfo info));
        Assert.Equal(default, info);
    }

    [Fact]
    public void Salt_of_a_crypt_scheme_holds_what_libxcrypt_accepts()
    {
        foreach (string form in (string[])["$1$a?b$NTfiJmB4LJ7COAUvvs0BT0", "$5$a?b$HJHeHL8CQn0mewDslIeMSQ6oJjYIyX1awZr3um1NDv5"])
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] text = Encoding.ASCII.GetBytes(form);
                text[4] = (byte)value;
                bool expected = value is > 32 and < 127 && !"!$*:;\\".Contains((char)value);

                Assert.Equal(expected, PasswordHash.TryIdentify(text, out _));
            }
        }
    }

    [Theory]
    [InlineData("$1$", 8, 22)]
    [InlineData("$apr1$", 8, 22)]
    [InlineData("$5$", 16, 43)]
    [InlineData("$6$", 16, 86)]
    [InlineData("$6$rounds=1000$", 16, 86)]
    public void Salt_of_a_crypt_scheme_is_no_longer_than_what_others_read_of_it(string setting, int longest, int digestLength)
    {
        for (int length = 0; length <= longest + 4; length++)
        {
            string text = $"{setting}{new string('a', length)}${new string('.', digestLength)}";

            Assert.Equal(length <= longest, PasswordHash.TryIdentify(Encoding.ASCII.GetBytes(text), out _));
        }
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Salt_of_SSHA_is_at_most_64_bytes(int size, bool expected) =>
        Assert.Equal(expected, PasswordHash.TryIdentify(Encoding.ASCII.GetBytes("{SSHA}" + Convert.ToBase64String(new byte[20 + size])), out _));

    private static int CountOfIdentified(SchemeSample sample, int position)
    {
        string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/" + (sample.Text[0] == '{' ? '+' : '.');
        return alphabet.Count(character =>
        {
            byte[] changed = sample.Stored;
            changed[position] = (byte)character;
            return PasswordHash.TryIdentify(changed, out _);
        });
    }
}
