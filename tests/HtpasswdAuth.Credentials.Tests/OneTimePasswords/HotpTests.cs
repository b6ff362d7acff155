namespace HtpasswdAuth.Credentials.Tests;

public sealed class HotpTests
{
    private static readonly byte[] Secret = OtpSamples.Secret;
    private static readonly OtpParameters Parameters = new() { Type = OtpType.Hotp };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public void Codes_from_the_expected_counter_to_the_end_are_accepted_and_none_before_or_after(int lookAhead)
    {
        const long Expected = 500;
        for (long counter = Expected - 3; counter <= Expected + lookAhead + 3; counter++)
        {
            string code = Hotp.Compute(Secret, counter, Parameters);
            bool inside = counter >= Expected && counter <= Expected + lookAhead;

            Assert.Equal(inside, Hotp.TryVerify(Secret, code, Expected, lookAhead, Parameters, out long found));
            Assert.Equal(inside ? counter : -1, found);
        }
    }

    [Fact]
    public void Code_keeps_its_leading_zeros()
    {
        Assert.Equal("000152", Hotp.Compute(Secret, 44, Parameters));
        Assert.True(Hotp.TryVerify(Secret, "000152", 44, 0, Parameters, out _));
        Assert.False(Hotp.TryVerify(Secret, "152", 44, 0, Parameters, out _));
    }

    [Fact]
    public void Code_of_two_counters_is_that_of_the_later_one()
    {
        Assert.Equal(OtpSamples.TwinCode, Hotp.Compute(Secret, OtpSamples.EarlierTwin, Parameters));
        Assert.True(Hotp.TryVerify(Secret, OtpSamples.TwinCode, OtpSamples.EarlierTwin, 100, Parameters, out long counter));
        Assert.Equal(OtpSamples.LaterTwin, counter);
    }

    [Fact]
    public void Code_in_which_one_digit_is_wrong_is_refused()
    {
        foreach (OtpParameters parameters in OtpSamples.InRange)
        {
            string code = Hotp.Compute(Secret, 7, parameters);

            Assert.True(Hotp.TryVerify(Secret, code, 7, 0, parameters, out _));
            Assert.All(OtpSamples.NearMisses(code), miss => Assert.False(Hotp.TryVerify(Secret, miss, 7, 0, parameters, out _)));
        }
    }

    [Fact]
    public void Last_counters_of_all_are_reached_without_overflow()
    {
        string last = Hotp.Compute(Secret, long.MaxValue, Parameters);
        string before = Hotp.Compute(Secret, long.MaxValue - 1, Parameters);

        Assert.True(Hotp.TryVerify(Secret, last, long.MaxValue - 5, 100, Parameters, out long counter));
        Assert.Equal(long.MaxValue, counter);
        Assert.True(Hotp.TryVerify(Secret, last, long.MaxValue, 100, Parameters, out _));
        Assert.True(Hotp.TryResynchronize(Secret, before, last, long.MaxValue - 5, 10_000, Parameters, out counter));
        Assert.Equal(long.MaxValue, counter);
        Assert.False(Hotp.TryResynchronize(Secret, last, "000000", long.MaxValue, 10_000, Parameters, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9_999)]
    [InlineData(10_000)]
    public void Two_codes_in_a_row_find_a_token_again(int distance)
    {
        const long Expected = 37;
        string first = Hotp.Compute(Secret, Expected + distance, Parameters);
        string second = Hotp.Compute(Secret, Expected + distance + 1, Parameters);

        Assert.True(Hotp.TryResynchronize(Secret, $" {first[..3]} {first[3..]}", second, Expected, 10_000, Parameters, out long counter));
        Assert.Equal(Expected + distance + 1, counter);
        Assert.False(Hotp.TryResynchronize(Secret, first, second, Expected + distance + 1, 100, Parameters, out _));
    }

    [Fact]
    public void Token_farther_away_is_not_found()
    {
        string first = Hotp.Compute(Secret, 11, Parameters);
        string second = Hotp.Compute(Secret, 12, Parameters);

        Assert.True(Hotp.TryResynchronize(Secret, first, second, 1, 10, Parameters, out _));
        Assert.False(Hotp.TryResynchronize(Secret, first, second, 1, 9, Parameters, out long counter));
        Assert.Equal(-1, counter);
    }

    [Fact]
    public void Two_codes_that_do_not_follow_one_another_find_nothing()
    {
        string[] codes = Enumerable.Range(0, 4).Select(counter => Hotp.Compute(Secret, counter, Parameters)).ToArray();

        Assert.True(Hotp.TryResynchronize(Secret, codes[1], codes[2], 0, 100, Parameters, out _));
        Assert.False(Hotp.TryResynchronize(Secret, codes[2], codes[1], 0, 100, Parameters, out _));
        Assert.False(Hotp.TryResynchronize(Secret, codes[1], codes[3], 0, 100, Parameters, out _));
        Assert.False(Hotp.TryResynchronize(Secret, codes[1], codes[1], 0, 100, Parameters, out _));
        Assert.All(
            OtpSamples.NearMisses(codes[1]),
            miss => Assert.False(Hotp.TryResynchronize(Secret, miss, codes[2], 0, 100, Parameters, out _)));
        Assert.All(
            OtpSamples.NearMisses(codes[2]),
            miss => Assert.False(Hotp.TryResynchronize(Secret, codes[1], miss, 0, 100, Parameters, out _)));
    }

    [Fact]
    public void Nothing_that_is_typed_throws() => Assert.All(OtpSamples.Nonsense(), typed =>
    {
        Assert.False(Hotp.TryVerify(Secret, typed, 0, 2, Parameters, out _));
        Assert.False(Hotp.TryResynchronize(Secret, typed, "287082", 0, 2, Parameters, out _));
        Assert.False(Hotp.TryResynchronize(Secret, "755224", typed, 0, 2, Parameters, out _));
    });

    [Theory]
    [MemberData(nameof(OtpSamples.OutOfRange), MemberType = typeof(OtpSamples))]
    public void Parameters_out_of_range_are_an_error(OtpParameters parameters)
    {
        OtpSamples.AssertRefuses("parameters", () => Hotp.Compute(Secret, 1, parameters));
        OtpSamples.AssertRefuses("parameters", () => Hotp.TryVerify(Secret, "000000", 1, 1, parameters, out _));
        OtpSamples.AssertRefuses("parameters", () => Hotp.TryResynchronize(Secret, "000000", "000000", 1, 1, parameters, out _));
    }

    [Fact]
    public void Other_arguments_out_of_range_are_an_error()
    {
        OtpSamples.AssertRefuses("counter", () => Hotp.Compute(Secret, -1, Parameters));
        OtpSamples.AssertRefuses("secret", () => Hotp.Compute([], 1, Parameters));
        OtpSamples.AssertRefuses("secret", () => Hotp.TryVerify([], "000000", 1, 1, Parameters, out _));
        OtpSamples.AssertRefuses("expected", () => Hotp.TryVerify(Secret, "000000", -1, 1, Parameters, out _));
        OtpSamples.AssertRefuses("lookAhead", () => Hotp.TryVerify(Secret, "000000", 1, -1, Parameters, out _));
        OtpSamples.AssertRefuses("lookAhead", () => Hotp.TryVerify(Secret, "000000", 1, 101, Parameters, out _));
        OtpSamples.AssertRefuses("secret", () => Hotp.TryResynchronize([], "000000", "000000", 1, 1, Parameters, out _));
        OtpSamples.AssertRefuses("expected", () => Hotp.TryResynchronize(Secret, "000000", "000000", -1, 1, Parameters, out _));
        OtpSamples.AssertRefuses("lookAhead", () => Hotp.TryResynchronize(Secret, "000000", "000000", 1, -1, Parameters, out _));
        OtpSamples.AssertRefuses("lookAhead", () => Hotp.TryResynchronize(Secret, "000000", "000000", 1, 10_001, Parameters, out _));
    }
}
