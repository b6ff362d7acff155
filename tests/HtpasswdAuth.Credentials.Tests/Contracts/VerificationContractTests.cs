using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class VerificationContractTests
{
    private static readonly byte[] Password = Encoding.UTF8.GetBytes(SchemeSamples.Password);

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void Right_password_opens_and_weak_schemes_ask_for_a_new_hash(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);

        Assert.Equal(sample.Expected, Check.Verify(Password, sample.Stored));
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void Wrong_passwords_fail(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);

        Assert.Equal(PasswordVerification.Failed, Check.Verify("", sample.Stored));
        Assert.Equal(PasswordVerification.Failed, Check.Verify("correct", sample.Stored));
        Assert.Equal(PasswordVerification.Failed, Check.Verify("Correct horse", sample.Stored));
        Assert.Equal(PasswordVerification.Failed, Check.Verify(sample.IsPlaintext ? "{PLAIN}" : sample.Text, sample.Stored));
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void Every_changed_byte_of_the_password_fails(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);
        for (int i = 0; i < Math.Min(Password.Length, sample.ReadBytes); i++)
        {
            byte[] changed = (byte[])Password.Clone();
            changed[i] ^= 1;

            Assert.Equal(PasswordVerification.Failed, Check.Verify(changed, sample.Stored));
        }
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void Password_with_a_nul_byte_fails(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);

        Assert.Equal(PasswordVerification.Failed, Check.Verify("correct horse\0", sample.Stored));
        Assert.Equal(PasswordVerification.Failed, Check.Verify("correct horse\0correct horse", sample.Stored));
        Assert.Equal(PasswordVerification.Failed, Check.Verify("\0", sample.Stored));
        Assert.Equal(PasswordVerification.Failed, Check.Verify(SchemeSamples.Password + new string('x', 100) + "\0", sample.Stored));
    }

    [Theory]
    [MemberData(nameof(SchemeSamples.All), MemberType = typeof(SchemeSamples))]
    public void Long_password_needs_little_stack(string name)
    {
        SchemeSample sample = SchemeSamples.Get(name);
        byte[] stored = sample.Stored;
        byte[] password = new byte[4096];
        password.AsSpan().Fill(0xE9);
        PasswordVerification verification = PasswordVerification.Success;
        var thread = new Thread(() => verification = Check.Verify(password, stored), maxStackSize: 128 * 1024);

        thread.Start();
        thread.Join();

        Assert.Equal(PasswordVerification.Failed, verification);
    }

    [Fact]
    public void Plaintexts_are_unknown_unless_allowed()
    {
        Assert.Equal(PasswordVerification.UnknownScheme, PasswordHash.Verify("correct horse"u8, "correct horse"u8));
        Assert.Equal(PasswordVerification.UnknownScheme, PasswordHash.Verify("correct horse"u8, "{PLAIN}correct horse"u8));
    }

    [Fact]
    public void Truncating_schemes_read_only_the_beginning()
    {
        SchemeSample des = SchemeSamples.Get(PasswordHashAlgorithm.DesCrypt);
        string longPassword = new('p', 72);
        string bcrypt = PasswordHash.Create(Encoding.ASCII.GetBytes(longPassword), new(PasswordHashAlgorithm.Bcrypt, 4));

        Assert.True(Check.IsSuccess(Check.Verify("correct ", des.Stored)));
        Assert.True(Check.IsSuccess(Check.Verify("correct mule", des.Stored)));
        Check.Opens(Encoding.ASCII.GetBytes(longPassword + "more"), bcrypt);
        Check.StaysShut(Encoding.ASCII.GetBytes(longPassword[1..]), bcrypt);
    }
}
