using System.Text;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>libxcrypt and we open and refuse alike what Apache's own tools never write: see <see cref="CryptSettings"/>.</summary>
public sealed class CryptMethodTests
{
    private static readonly PasswordHashLimits Wide = new() { MaxMemoryBytes = 160 * 1024 * 1024 };

    public static TheoryData<string> Methods { get; } = [.. CryptSettings.Methods];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Hash_of_libcrypt_verifies_and_changed_password_is_judged_alike(string method)
    {
        var libcrypt = new Libcrypt();
        var random = new RandomPasswords("crypt " + method);
        for (int i = 0; i < 300; i++)
        {
            byte[] password = random.Next();
            byte[] changed = random.Change(password);
            string hash = libcrypt.Hash(password, CryptSettings.Next(method, random));

            Assert.False(hash.StartsWith('*'), hash);
            Assert.True(Opens(password, hash, CryptSettings.Limits), $"{Convert.ToHexString(password)} {hash}");
            Assert.True(
                libcrypt.Verifies(changed, hash) == Opens(changed, hash, CryptSettings.Limits), $"{Convert.ToHexString(changed)} {hash}");
        }
    }

    [Theory]
    [InlineData("$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$j75$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$jAT$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$jAT..$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$j9T/.$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$j9T/0$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$/6T/.$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$.6T$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$j5kE$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$j5nn$k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$y$j2.D$k2XA")]
    [InlineData("$y$j2.E.$k2XA")]
    [InlineData("$y$j2.G..$k2XA")]
    [InlineData("$7$CU..../....k2XAnEHBqQ1Ct2aMXFKNa/")]
    [InlineData("$7$4/....0....$$a$b$")]
    [InlineData("$7$4/....0........./")]
    [InlineData("$sha1$24955$k2XAnEHB$")]
    [InlineData("$md5,rounds=15105$k2XAnEHB$$")]
    [InlineData("$md5,k2XAnEHB$$")]
    [InlineData("$md5,$$")]
    [InlineData("$md5,rounds$$")]
    [InlineData("_J9..k2XA")]
    [InlineData("_....k2XA")]
    [InlineData("_zz..zzzz")]
    public void Usual_and_unusual_settings_are_judged_alike(string setting)
    {
        var libcrypt = new Libcrypt();
        string hash = libcrypt.Hash("correct horse"u8, setting);

        Assert.Equal(libcrypt.Verifies("correct horse"u8, hash), Opens("correct horse"u8, hash, Wide));
        Assert.False(Opens("correct mule"u8, hash, Wide));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Changed_text_is_judged_alike(string method)
    {
        var libcrypt = new Libcrypt();
        var random = new RandomPasswords("changed " + method);
        byte[] password = "correct horse"u8.ToArray();
        for (int i = 0; i < 400; i++)
        {
            string changed = LibcryptTests.Change(libcrypt.Hash(password, CryptSettings.Next(method, random)), random);
            bool identified = PasswordHash.TryIdentify(Encoding.Latin1.GetBytes(changed), out PasswordHashInfo info);

            // What the limits refuse at once libcrypt would compute for minutes.
            if (identified ? CryptSettings.Limits.Admits(info) : !MayBeDear(changed))
            {
                Assert.True(libcrypt.Verifies(password, changed) == Opens(password, changed, CryptSettings.Limits), changed);
            }
        }
    }

    private static bool MayBeDear(string text) =>
        text.StartsWith("$2", StringComparison.Ordinal) || text.StartsWith("$y$", StringComparison.Ordinal)
        || text.StartsWith("$gy$", StringComparison.Ordinal) || text.StartsWith("$7$", StringComparison.Ordinal)
        || text.StartsWith("$sha1", StringComparison.Ordinal) || text.StartsWith("$md5", StringComparison.Ordinal);

    private static bool Opens(ReadOnlySpan<byte> password, string hash, PasswordHashLimits limits) =>
        PasswordHash.Verify(password, Encoding.Latin1.GetBytes(hash), limits)
            is PasswordVerification.Success or PasswordVerification.SuccessRehashNeeded;
}
