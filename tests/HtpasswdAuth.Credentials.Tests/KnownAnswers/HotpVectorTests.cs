namespace HtpasswdAuth.Credentials.Tests;

/// <summary>RFC 4226 appendix D.</summary>
public sealed class HotpVectorTests
{
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(2, "359152")]
    [InlineData(3, "969429")]
    [InlineData(4, "338314")]
    [InlineData(5, "254676")]
    [InlineData(6, "287922")]
    [InlineData(7, "162583")]
    [InlineData(8, "399871")]
    [InlineData(9, "520489")]
    public void Vectors_of_RFC_4226_hold(long counter, string code)
    {
        OtpParameters parameters = new() { Type = OtpType.Hotp };

        Assert.Equal(code, Hotp.Compute("12345678901234567890"u8, counter, parameters));
        Assert.True(Hotp.TryVerify("12345678901234567890"u8, code, counter, 0, parameters, out long found));
        Assert.Equal(counter, found);
    }
}
