using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(1.0, 250, 11)]
    [InlineData(1.0, 256, 12)]
    [InlineData(2.0, 250, 10)]
    [InlineData(100.0, 250, 5)]
    [InlineData(10_000.0, 250, 4)]
    [InlineData(0.001, 250, 17)]
    public void Highest_cost_within_the_target(double millisecondsAtCost4, int target, int expected)
    {
        var time = new FakeTimeProvider();

        int cost = BcryptCalibration.Find(TimeSpan.FromMilliseconds(target), 17, time, cost => time.Advance(TimeSpan.FromMilliseconds(millisecondsAtCost4 * (1 << (cost - 4)))));

        Assert.Equal(expected, cost);
    }

    [Fact]
    public void Disturbed_measurement_does_not_count()
    {
        var time = new FakeTimeProvider();
        int calls = 0;

        int cost = BcryptCalibration.Find(TimeSpan.FromMilliseconds(256), 17, time, cost =>
            time.Advance(TimeSpan.FromMilliseconds((1 << (cost - 4)) + (calls++ % 3 == 0 ? 1000 : 0))));

        Assert.Equal(12, cost);
    }

    [Fact]
    public void Real_machine_gets_a_cost_in_range() => Assert.InRange(PasswordHash.Calibrate(TimeSpan.FromMilliseconds(20)), 4, 17);

    [Fact]
    public void Fails_when_target_is_not_positive() =>
        Assert.Throws<ArgumentOutOfRangeException>("target", () => PasswordHash.Calibrate(TimeSpan.Zero));
}
