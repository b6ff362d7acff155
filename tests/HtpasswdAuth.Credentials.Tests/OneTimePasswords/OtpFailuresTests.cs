namespace HtpasswdAuth.Credentials.Tests;

public sealed class OtpFailuresTests
{
    private static readonly DateTimeOffset Last = OtpScenario.Now;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(9, 256)]
    [InlineData(10, 512)]
    [InlineData(11, 900)]
    [InlineData(12, 900)]
    [InlineData(32, 900)]
    [InlineData(33, 900)]
    [InlineData(64, 900)]
    [InlineData(100, 900)]
    [InlineData(int.MaxValue, 900)]
    [InlineData(-1, 0)]
    public void Pause_doubles_up_to_a_quarter_of_an_hour_and_ends(int count, int seconds)
    {
        var pause = TimeSpan.FromSeconds(seconds);
        var failures = new OtpFailures(count, Last);

        Assert.Equal(pause, failures.RetryAfter(Last));
        Assert.Equal(pause / 2, failures.RetryAfter(Last + (pause / 2)));
        Assert.Equal(TimeSpan.Zero, failures.RetryAfter(Last + pause));
        Assert.Equal(TimeSpan.Zero, failures.RetryAfter(DateTimeOffset.MaxValue));
        Assert.Equal(seconds > 0 ? TimeSpan.FromTicks(1) : TimeSpan.Zero, failures.RetryAfter(Last + pause - TimeSpan.FromTicks(1)));
    }

    [Theory]
    [InlineData(1, 0.5, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(5, 15, 16)]
    [InlineData(50, 899, 900)]
    [InlineData(1, 1.001, 0)]
    [InlineData(5, 3600, 0)]
    [InlineData(50, 31_536_000, 0)]
    public void Clock_set_back_makes_the_pause_no_longer_and_never_endless(int count, double secondsBack, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new OtpFailures(count, Last).RetryAfter(Last - TimeSpan.FromSeconds(secondsBack)));

    [Fact]
    public void Pause_is_of_the_moment_whatever_the_time_zone() =>
        Assert.Equal(TimeSpan.FromSeconds(8), new OtpFailures(4, Last).RetryAfter(Last.ToOffset(TimeSpan.FromHours(-7))));

    [Theory]
    [InlineData(0, false)]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(101, true)]
    public void Hundred_are_the_end(int count, bool isBlocked) => Assert.Equal(isBlocked, new OtpFailures(count, Last).IsBlocked);

    [Fact]
    public void Nobody_has_to_wait_who_never_failed() => Assert.Equal(TimeSpan.Zero, default(OtpFailures).RetryAfter(DateTimeOffset.MinValue));
}
