using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class CreationContractTests
{
    private static readonly byte[][] Passwords =
    [
        "x"u8.ToArray(),
        "correct horse"u8.ToArray(),
        Encoding.UTF8.GetBytes("Grüße, 世界 🔑"),
        [0xFF, 0xA3, 0x80, 0x01],
        .. from length in (int[])[2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 55, 56, 63, 64, 65, 71, 72, 73, 111, 112, 127, 128, 129, 255, 4096]
           select Enumerable.Range(0, length).Select(i => (byte)('a' + (i * 7 % 26))).ToArray(),
    ];

    [Theory]
    [MemberData(nameof(SchemeSamples.Creatable), MemberType = typeof(SchemeSamples))]
    public void Created_hash_is_identified_and_verifies(PasswordHashAlgorithm algorithm)
    {
        PasswordHashParameters parameters = SchemeSamples.Cheapest(algorithm);
        foreach (byte[] password in Passwords.Where(password => IsWritable(algorithm, password)))
        {
            string hash = PasswordHash.Create(password, parameters);
            byte[] changed = (byte[])password.Clone();
            changed[Math.Min(changed.Length, SchemeSamples.Get(algorithm).ReadBytes) - 1] ^= 0x04;

            Check.Opens(password, hash);
            Check.StaysShut(changed, hash);
            Check.StaysShut([], hash);
            bool identified = PasswordHash.TryIdentify(Encoding.UTF8.GetBytes(hash), out PasswordHashInfo info);
            Assert.Equal(algorithm != PasswordHashAlgorithm.Plaintext, identified);
            Assert.Equal(identified ? new(algorithm, parameters.Cost ?? 1) : default, info);
        }
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.Creatable), MemberType = typeof(SchemeSamples))]
    public void Empty_password_is_hashed_and_is_no_plaintext(PasswordHashAlgorithm algorithm)
    {
        if (SchemeSamples.Get(algorithm).IsPlaintext)
        {
            Assert.Throws<ArgumentException>("password", () => PasswordHash.Create([], SchemeSamples.Cheapest(algorithm)));
            return;
        }

        string hash = PasswordHash.Create([], SchemeSamples.Cheapest(algorithm));

        Check.Opens([], hash);
        Check.StaysShut("x"u8, hash);
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.Creatable), MemberType = typeof(SchemeSamples))]
    public void Salt_is_new_each_time(PasswordHashAlgorithm algorithm)
    {
        bool salted = algorithm != PasswordHashAlgorithm.Sha1 && !SchemeSamples.Get(algorithm).IsPlaintext;
        IEnumerable<string> hashes = Enumerable.Range(0, 8)
            .Select(_ => PasswordHash.Create("correct horse"u8, SchemeSamples.Cheapest(algorithm)));

        Assert.Equal(salted, hashes.Distinct().Count() > 1);
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.Creatable), MemberType = typeof(SchemeSamples))]
    public void Password_with_a_nul_byte_is_refused(PasswordHashAlgorithm algorithm) =>
        Assert.Throws<ArgumentException>("password", () => PasswordHash.Create("a\0b"u8, SchemeSamples.Cheapest(algorithm)));

    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 73, "72")]
    [InlineData(PasswordHashAlgorithm.DesCrypt, 9, "8")]
    public void Password_of_which_only_the_beginning_counts_is_refused_unless_truncation_is_allowed(
        PasswordHashAlgorithm algorithm, int length, string limit)
    {
        byte[] password = Encoding.ASCII.GetBytes(new string('p', length));
        PasswordHashParameters parameters = SchemeSamples.Cheapest(algorithm);

        var exception = Assert.Throws<ArgumentException>(
            "password", () => PasswordHash.Create(password, parameters with { AllowTruncation = false }));
        Assert.Contains(limit, exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(PasswordHashParameters.AllowTruncation), exception.Message, StringComparison.Ordinal);
        Check.Opens(password.AsSpan(0, length - 1), PasswordHash.Create(password, parameters));
        Check.Opens(password, PasswordHash.Create(password.AsSpan(0, length - 1), parameters with { AllowTruncation = false }));
    }

    [Theory]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 3)]
    [InlineData(PasswordHashAlgorithm.Bcrypt, 32)]
    [InlineData(PasswordHashAlgorithm.Bcrypt, -1)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, 999)]
    [InlineData(PasswordHashAlgorithm.Sha256Crypt, 1_000_000_000)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 999)]
    [InlineData(PasswordHashAlgorithm.Sha512Crypt, 1_000_000_000)]
    public void Cost_out_of_range_is_refused(PasswordHashAlgorithm algorithm, int cost)
    {
        Assert.Throws<ArgumentOutOfRangeException>("parameters", () => PasswordHash.Create("x"u8, new(algorithm, cost)));
        Assert.Throws<ArgumentOutOfRangeException>("like", () => PasswordHash.CreateDummy(new(algorithm, cost)));
    }

    [Theory]
    [InlineData(PasswordHashAlgorithm.Apr1)]
    [InlineData(PasswordHashAlgorithm.Md5Crypt)]
    [InlineData(PasswordHashAlgorithm.Sha1)]
    [InlineData(PasswordHashAlgorithm.SaltedSha1)]
    [InlineData(PasswordHashAlgorithm.DesCrypt)]
    [InlineData(PasswordHashAlgorithm.TaggedPlaintext)]
    [InlineData(PasswordHashAlgorithm.Plaintext)]
    public void Cost_of_a_scheme_of_fixed_cost_is_refused(PasswordHashAlgorithm algorithm) =>
        Assert.Throws<ArgumentException>("parameters", () => PasswordHash.Create("x"u8, new(algorithm, 1)));

    [Theory]
    [InlineData(PasswordHashAlgorithm.None)]
    [InlineData(PasswordHashAlgorithm.BcryptSignExtended)]
    [InlineData(PasswordHashAlgorithm.Yescrypt)]
    [InlineData(PasswordHashAlgorithm.Scrypt)]
    [InlineData(PasswordHashAlgorithm.Sha1Crypt)]
    [InlineData(PasswordHashAlgorithm.SunMd5)]
    [InlineData(PasswordHashAlgorithm.BsdiCrypt)]
    [InlineData(PasswordHashAlgorithm.NtHash)]
    [InlineData((PasswordHashAlgorithm)99)]
    public void Scheme_that_is_not_created_is_refused(PasswordHashAlgorithm algorithm) =>
        Assert.Throws<ArgumentException>("parameters", () => PasswordHash.Create("x"u8, new(algorithm)));

    [Theory]
    [InlineData("a:b")]
    [InlineData("a\nb")]
    [InlineData("a\r")]
    [InlineData("a ")]
    [InlineData(" a")]
    [InlineData("a\tb")]
    public void Plaintext_that_a_line_cannot_hold_is_refused(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        Assert.Throws<ArgumentException>("password", () => PasswordHash.Create(bytes, new(PasswordHashAlgorithm.Plaintext)));
        Assert.Throws<ArgumentException>("password", () => PasswordHash.Create(bytes, new(PasswordHashAlgorithm.TaggedPlaintext)));
    }

    [Theory]
    [InlineData("$2y$secret")]
    [InlineData("{SHA}")]
    [InlineData("$y$secret")]
    [InlineData("*")]
    [InlineData("x")]
    [InlineData("exactly13char")]
    public void Plaintext_that_would_be_read_as_a_hash_is_refused_unless_tagged(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        Assert.Throws<ArgumentException>("password", () => PasswordHash.Create(bytes, new(PasswordHashAlgorithm.Plaintext)));
        Check.Opens(bytes, PasswordHash.Create(bytes, new(PasswordHashAlgorithm.TaggedPlaintext)));
    }

    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        Assert.StartsWith("$2y$12$", PasswordHash.Create("x"u8), StringComparison.Ordinal);
        Assert.Matches(@"^\$5\$[./0-9A-Za-z]{16}\$", PasswordHash.Create("x"u8, new(PasswordHashAlgorithm.Sha256Crypt)));
        Assert.Matches(@"^\$6\$[./0-9A-Za-z]{16}\$", PasswordHash.Create("x"u8, new(PasswordHashAlgorithm.Sha512Crypt)));
        Assert.StartsWith("$6$rounds=5000$", PasswordHash.Create("x"u8, new(PasswordHashAlgorithm.Sha512Crypt, 5000)), StringComparison.Ordinal);
    }

    private static bool IsWritable(PasswordHashAlgorithm algorithm, byte[] password) =>
        algorithm switch
        {
            PasswordHashAlgorithm.TaggedPlaintext => password[0] != 0xFF,
            PasswordHashAlgorithm.Plaintext => password[0] != 0xFF && password is not [(byte)'x'],
            _ => true,
        };
}
