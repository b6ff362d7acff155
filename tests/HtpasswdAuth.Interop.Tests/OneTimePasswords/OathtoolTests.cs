using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Codes of OATH Toolkit's oathtool as we compute and accept them, and ours as it does.</summary>
public sealed class OathtoolTests
{
    private const int Count = 10;

    private static readonly long[] Times = [0, 59, 1_111_111_109, 1_750_000_000, 20_000_000_000];
    private static readonly long[] Counters = [0, 1, 65_530, int.MaxValue - 3L, uint.MaxValue - 3L, 1L << 53];

    [Theory]
    [InlineData(OtpAlgorithm.Sha1)]
    [InlineData(OtpAlgorithm.Sha256)]
    [InlineData(OtpAlgorithm.Sha512)]
    public void Totp_codes_of_oathtool_are_ours_and_are_accepted(OtpAlgorithm algorithm)
    {
        SeededBytes random = new($"totp {algorithm}");
        foreach (OtpParameters parameters in Parameters(algorithm))
        {
            foreach (long seconds in Times)
            {
                byte[] secret = random.Next(10 + random.Next(60), 0, 255);
                DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);
                long first = Totp.GetStep(time, parameters);
                string[] codes = Oathtool.Totp(secret, seconds, Count, parameters);

                Assert.Equal(Enumerable.Range(0, Count).Select(i => Totp.Compute(secret, first + i, parameters)), codes);
                Assert.All(codes, (code, i) =>
                {
                    Assert.True(Totp.TryVerify(secret, code, time, Count, parameters, out long step));
                    Assert.Equal(first + i, step);
                });
            }
        }
    }

    [Theory]
    [InlineData(OtpAlgorithm.Sha1)]
    [InlineData(OtpAlgorithm.Sha256)]
    [InlineData(OtpAlgorithm.Sha512)]
    public void Totp_codes_of_ours_are_accepted_by_oathtool(OtpAlgorithm algorithm)
    {
        SeededBytes random = new($"totp ours {algorithm}");
        foreach (OtpParameters parameters in Parameters(algorithm))
        {
            long seconds = 1_700_000_000 + random.Next(100_000_000);
            byte[] secret = random.Next(20, 0, 255);
            long step = Totp.GetStep(DateTimeOffset.FromUnixTimeSeconds(seconds), parameters);

            Assert.True(Oathtool.AcceptsTotp(secret, Totp.Compute(secret, step, parameters), seconds, parameters));
            Assert.False(Oathtool.AcceptsTotp(secret, Totp.Compute(secret, step + 3, parameters), seconds, parameters));
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Hotp_codes_are_the_same_and_are_accepted_both_ways(int digits)
    {
        OtpParameters parameters = new() { Type = OtpType.Hotp, Digits = digits };
        SeededBytes random = new($"hotp {digits}");
        foreach (long first in Counters)
        {
            byte[] secret = random.Next(10 + random.Next(60), 0, 255);
            string[] codes = Oathtool.Hotp(secret, first, Count, parameters);

            Assert.Equal(Enumerable.Range(0, Count).Select(i => Hotp.Compute(secret, first + i, parameters)), codes);
            Assert.All(codes, (code, i) =>
            {
                Assert.True(Hotp.TryVerify(secret, code, first, Count, parameters, out long counter));
                Assert.Equal(first + i, counter);
            });
            Assert.True(Oathtool.AcceptsHotp(secret, Hotp.Compute(secret, first + 1, parameters), first, parameters));
            Assert.False(Oathtool.AcceptsHotp(secret, Hotp.Compute(secret, first + 2, parameters), first, parameters));
        }
    }

    [Fact]
    public void Secrets_of_every_length_are_written_as_oathtool_reads_them()
    {
        SeededBytes random = new("base32");
        OtpParameters parameters = new() { Type = OtpType.Hotp };
        for (int length = 1; length <= 41; length++)
        {
            byte[] secret = random.Next(length, 0, 255);
            Assert.Equal(Oathtool.CodeOf(Base32.Encode(secret)), Hotp.Compute(secret, 0, parameters));
        }
    }

    [Theory]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    [InlineData("gezdgnbvgy3tqojqgezdgnbvgy3tqojq")]
    [InlineData("gezd gnbv gy3t qojq gezd gnbv gy3t qojq")]
    [InlineData("GEZDGNBVGY3TQOI=")]
    public void Secrets_that_oathtool_reads_are_read_alike(string text)
    {
        Assert.True(Base32.TryDecode(text, out byte[]? secret));
        Assert.Equal(Oathtool.CodeOf(text), Hotp.Compute(secret, 0, new OtpParameters { Type = OtpType.Hotp }));
    }

    private static IEnumerable<OtpParameters> Parameters(OtpAlgorithm algorithm) =>
        from digits in (int[])[6, 7, 8]
        from period in (int[])[15, 30, 60]
        select new OtpParameters { Algorithm = algorithm, Digits = digits, Period = period };
}
