namespace HtpasswdAuth.Credentials.Tests;

public sealed class TotpTests
{
    private const long Step = 58_333_333;

    private static readonly byte[] Secret = OtpSamples.Secret;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    public void Codes_of_the_window_are_accepted_with_their_step_and_those_next_to_it_are_not(int window)
    {
        DateTimeOffset time = StartOf(Step);
        for (int distance = -window - 2; distance <= window + 2; distance++)
        {
            string code = Totp.Compute(Secret, Step + distance, OtpParameters.Default);
            bool inside = Math.Abs(distance) <= window;

            Assert.Equal(inside, Totp.TryVerify(Secret, code, time, window, OtpParameters.Default, out long step));
            Assert.Equal(inside ? Step + distance : -1, step);
        }
    }

    [Fact]
    public void Step_lasts_from_its_first_moment_to_its_last()
    {
        string code = Totp.Compute(Secret, Step, OtpParameters.Default);
        DateTimeOffset end = StartOf(Step + 1);

        Assert.True(Totp.TryVerify(Secret, code, StartOf(Step), 0, OtpParameters.Default, out _));
        Assert.True(Totp.TryVerify(Secret, code, end.AddTicks(-1), 0, OtpParameters.Default, out _));
        Assert.False(Totp.TryVerify(Secret, code, StartOf(Step).AddTicks(-1), 0, OtpParameters.Default, out _));
        Assert.False(Totp.TryVerify(Secret, code, end, 0, OtpParameters.Default, out _));
    }

    [Fact]
    public void Code_used_again_is_known_by_its_step()
    {
        string code = Totp.Compute(Secret, Step, OtpParameters.Default);
        Assert.True(Totp.TryVerify(Secret, code, StartOf(Step), 1, OtpParameters.Default, out long first));
        Assert.True(Totp.TryVerify(Secret, code, StartOf(Step).AddSeconds(59), 1, OtpParameters.Default, out long second));

        Assert.Equal(first, second);
    }

    [Fact]
    public void Code_of_two_steps_is_that_of_the_later_one()
    {
        DateTimeOffset between = StartOf((OtpSamples.EarlierTwin + OtpSamples.LaterTwin) / 2);

        Assert.Equal(OtpSamples.TwinCode, Totp.Compute(Secret, OtpSamples.EarlierTwin, OtpParameters.Default));
        Assert.True(Totp.TryVerify(Secret, OtpSamples.TwinCode, between, 4, OtpParameters.Default, out long step));
        Assert.Equal(OtpSamples.LaterTwin, step);
    }

    [Theory]
    [InlineData(0, 30, 0)]
    [InlineData(29, 30, 0)]
    [InlineData(30, 30, 1)]
    [InlineData(59, 60, 0)]
    [InlineData(60, 60, 1)]
    [InlineData(14, 15, 0)]
    [InlineData(15, 15, 1)]
    [InlineData(-1, 30, -1)]
    [InlineData(-30, 30, -1)]
    [InlineData(-31, 30, -2)]
    public void Steps_are_counted_from_1970_and_rounded_down(long seconds, int period, long step)
    {
        OtpParameters parameters = new() { Period = period };
        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(step, Totp.GetStep(time, parameters));
        Assert.Equal(step, Totp.GetStep(time.AddTicks(TimeSpan.TicksPerSecond - 1), parameters));
        Assert.Equal(step, Totp.GetStep(time.ToOffset(TimeSpan.FromHours(5.5)), parameters));
    }

    [Fact]
    public void Clock_before_1970_accepts_no_step_before_1970_and_never_throws()
    {
        string zero = Totp.Compute(Secret, 0, OtpParameters.Default);

        Assert.True(Totp.TryVerify(Secret, zero, StartOf(0), 20, OtpParameters.Default, out long step));
        Assert.Equal(0, step);
        Assert.True(Totp.TryVerify(Secret, zero, StartOf(-1), 1, OtpParameters.Default, out step));
        Assert.Equal(0, step);
        Assert.False(Totp.TryVerify(Secret, zero, StartOf(-1), 0, OtpParameters.Default, out _));
        string negative = OtpComputation.Compute(Secret, -5, OtpParameters.Default);
        Assert.False(Totp.TryVerify(Secret, negative, StartOf(-4), 20, OtpParameters.Default, out step));
        Assert.Equal(-1, step);
        Assert.False(Totp.TryVerify(Secret, zero, StartOf(-22), 20, OtpParameters.Default, out _));
        Assert.False(Totp.TryVerify(Secret, zero, DateTimeOffset.MinValue, 20, OtpParameters.Default, out _));
        Assert.False(Totp.TryVerify(Secret, zero, DateTimeOffset.MaxValue, 20, OtpParameters.Default, out _));
    }

    [Fact]
    public void Code_in_which_one_digit_is_wrong_is_refused()
    {
        foreach (OtpParameters parameters in OtpSamples.InRange)
        {
            DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000);
            string code = Totp.Compute(Secret, Totp.GetStep(time, parameters), parameters);

            Assert.Matches($"^[0-9]{{{parameters.Digits}}}$", code);
            Assert.True(Totp.TryVerify(Secret, code, time, 1, parameters, out _));
            Assert.All(OtpSamples.NearMisses(code), miss => Assert.False(Totp.TryVerify(Secret, miss, time, 1, parameters, out _)));
        }
    }

    [Fact]
    public void Code_of_other_parameters_or_of_another_secret_is_refused()
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(1_750_000_000);
        foreach (OtpParameters other in OtpSamples.InRange.Where(parameters => parameters != OtpParameters.Default))
        {
            string code = Totp.Compute(Secret, Totp.GetStep(time, other), other);
            Assert.False(Totp.TryVerify(Secret, code, time, 1, OtpParameters.Default, out _));
        }

        string right = Totp.Compute(Secret, Totp.GetStep(time, OtpParameters.Default), OtpParameters.Default);
        Assert.False(Totp.TryVerify([.. Secret[..^1], (byte)'1'], right, time, 1, OtpParameters.Default, out _));
    }

    [Theory]
    [InlineData("005 924")]
    [InlineData("005924\n")]
    [InlineData("０0５9２4")]
    [InlineData("005-924")]
    public void Code_may_be_typed_as_people_do(string typed) =>
        Assert.True(Totp.TryVerify(Secret, typed, DateTimeOffset.FromUnixTimeSeconds(1234567890), 0, OtpParameters.Default, out _));

    [Fact]
    public void Nothing_that_is_typed_throws() => Assert.All(OtpSamples.Nonsense(), typed =>
    {
        Assert.False(Totp.TryVerify(Secret, typed, StartOf(Step), 1, OtpParameters.Default, out long step));
        Assert.Equal(-1, step);
    });

    [Theory]
    [MemberData(nameof(OtpSamples.OutOfRange), MemberType = typeof(OtpSamples))]
    public void Parameters_out_of_range_are_an_error(OtpParameters parameters)
    {
        Assert.False(parameters.IsValid);
        OtpSamples.AssertRefuses("parameters", () => Totp.GetStep(StartOf(1), parameters));
        OtpSamples.AssertRefuses("parameters", () => Totp.Compute(Secret, 1, parameters));
        OtpSamples.AssertRefuses("parameters", () => Totp.TryVerify(Secret, "000000", StartOf(1), 1, parameters, out _));
    }

    [Fact]
    public void Other_arguments_out_of_range_are_an_error()
    {
        OtpSamples.AssertRefuses("parameters", () => Totp.Compute(Secret, 1, null!));
        OtpSamples.AssertRefuses("step", () => Totp.Compute(Secret, -1, OtpParameters.Default));
        OtpSamples.AssertRefuses("secret", () => Totp.Compute([], 1, OtpParameters.Default));
        OtpSamples.AssertRefuses("secret", () => Totp.TryVerify([], "000000", StartOf(1), 1, OtpParameters.Default, out _));
        OtpSamples.AssertRefuses("window", () => Totp.TryVerify(Secret, "000000", StartOf(1), -1, OtpParameters.Default, out _));
        OtpSamples.AssertRefuses("window", () => Totp.TryVerify(Secret, "000000", StartOf(1), 21, OtpParameters.Default, out _));
    }

    private static DateTimeOffset StartOf(long step) => DateTimeOffset.FromUnixTimeSeconds(step * 30);
}
