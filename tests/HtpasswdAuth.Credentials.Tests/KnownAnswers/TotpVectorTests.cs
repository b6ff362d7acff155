using System.Text;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>RFC 6238 appendix B, whose keys are as long as the digest, and the secret that itemir/apache_2fa comes with.</summary>
public sealed class TotpVectorTests
{
    private const string Apache2faSecret = "R24UZEAOIUAZHY62IEB5XJOVKT6PYGOYNDKVVU3KS4DZCYOOSIF6M6TFYEWVZAOX";

    [Theory]
    [InlineData(59, "94287082", "46119246", "90693936")]
    [InlineData(1111111109, "07081804", "68084774", "25091201")]
    [InlineData(1111111111, "14050471", "67062674", "99943326")]
    [InlineData(1234567890, "89005924", "91819424", "93441116")]
    [InlineData(2000000000, "69279037", "90698825", "38618901")]
    [InlineData(20000000000, "65353130", "77737706", "47863826")]
    public void Vectors_of_RFC_6238_hold(long seconds, string sha1, string sha256, string sha512)
    {
        AssertCode(Key(20), seconds, new OtpParameters { Algorithm = OtpAlgorithm.Sha1, Digits = 8 }, sha1);
        AssertCode(Key(32), seconds, new OtpParameters { Algorithm = OtpAlgorithm.Sha256, Digits = 8 }, sha256);
        AssertCode(Key(64), seconds, new OtpParameters { Algorithm = OtpAlgorithm.Sha512, Digits = 8 }, sha512);
    }

    [Theory]
    [InlineData(59, "888222")]
    [InlineData(1111111109, "992461")]
    [InlineData(1700000000, "642252")]
    [InlineData(1750000000, "529259")]
    public void Codes_of_the_apache_2fa_demonstration_hold(long seconds, string code)
    {
        Assert.True(Base32.TryDecode(Apache2faSecret, out byte[]? secret));
        Assert.Equal(40, secret.Length);

        AssertCode(secret, seconds, OtpParameters.Default, code);
    }

    private static byte[] Key(int length) =>
        Encoding.ASCII.GetBytes("1234567890123456789012345678901234567890123456789012345678901234"[..length]);

    private static void AssertCode(byte[] secret, long seconds, OtpParameters parameters, string code)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        long step = Totp.GetStep(time, parameters);

        Assert.Equal(seconds / 30, step);
        Assert.Equal(code, Totp.Compute(secret, step, parameters));
        Assert.True(Totp.TryVerify(secret, code, time, 0, parameters, out long found));
        Assert.Equal(step, found);
    }
}
