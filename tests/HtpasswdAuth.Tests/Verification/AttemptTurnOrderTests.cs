using System.Globalization;

namespace HtpasswdAuth.Tests;

/// <summary>In which order networks have the tries at a name, where strangers have used them up.</summary>
public sealed class AttemptTurnOrderTests : IDisposable
{
    private const double Period = 480;

    private readonly ThrottleScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Network_without_a_try_comes_before_all_that_had_one_and_those_in_the_order_of_their_tries()
    {
        string[] guessers = _scenario.UseUp(4);

        Assert.Equal(Period, _scenario.Wait(guessers[0]));
        Assert.Equal(2 * Period, _scenario.Wait(guessers[1]));
        Assert.Equal(2 * Period, _scenario.Wait("192.0.2.1") + Period);
        Assert.Equal(3 * Period, _scenario.Wait(guessers[1]));
    }

    [Fact]
    public void Turn_that_is_not_taken_within_a_minute_is_the_next_networks()
    {
        _scenario.UseUp(2);
        _scenario.Wait("192.0.2.1");
        _scenario.Wait("198.51.100.1");

        _scenario.Advance(Period + 59);
        Assert.Equal(Period - 59, _scenario.Wait("198.51.100.1"));
        _scenario.Advance(1);

        Assert.Equal(0, _scenario.Guess("198.51.100.1"));
        Assert.True(_scenario.Wait("192.0.2.1") > 0);
    }

    [Fact]
    public void Network_that_comes_later_than_it_was_told_comes_after_those_that_wait()
    {
        _scenario.UseUp(1);
        _scenario.Wait("205.0.1.1");
        _scenario.Wait("205.0.2.1");
        _scenario.Advance(Period + 60);

        Assert.Equal(Period, _scenario.Wait("205.0.1.1") + 60);
        Assert.Equal(0, _scenario.Guess("205.0.2.1"));
    }

    [Fact]
    public void Network_that_never_tried_waits_in_place_of_a_neighbour_that_did()
    {
        foreach (int guess in Enumerable.Range(0, 99))
        {
            _scenario.Guesses(1, $"203.0.{guess}.1");
        }

        _scenario.Guesses(1, "198.51.100.7");
        for (int asked = 0; asked < 10; asked++)
        {
            _scenario.Wait("198.51.100.7");
        }

        Assert.Equal(Period, _scenario.Wait("198.51.100.8"));
        _scenario.Wait("198.51.100.7");
        _scenario.Advance(Period);
        Assert.True(_scenario.Guess("198.51.100.7") > 0);
        Assert.Equal(0, _scenario.Guess("198.51.100.8"));
    }

    [Fact]
    public void Password_that_was_counted_before_costs_its_network_no_turn()
    {
        foreach (int guess in Enumerable.Range(0, 100))
        {
            Assert.Equal(0, _scenario.Guess($"203.0.{guess}.1", code: (UInt128)(1_000_000 + guess)));
        }

        Assert.Equal(Period, _scenario.Wait("203.0.90.1"));
        _scenario.Advance(Period);
        Assert.Equal(0, _scenario.Guess("203.0.90.1", code: 1_000_090));

        Assert.Equal(0, _scenario.Guess("192.0.2.1"));
        _scenario.Wait("203.0.99.1");
        Assert.Equal(Period, _scenario.Wait("203.0.90.1"));
        Assert.Equal(2 * Period, _scenario.Wait("203.0.99.1"));
    }

    [Theory]
    [InlineData("198.51.100.{0}")]
    [InlineData("2001:db8:1:{0:x}::1")]
    public void Range_waits_with_one_network_at_a_time(string networks)
    {
        _scenario.UseUp(4);
        for (int network = 1; network < 200; network++)
        {
            _scenario.Wait(string.Format(CultureInfo.InvariantCulture, networks, network));
        }

        Assert.Equal(2 * Period, _scenario.Wait("192.0.2.1"));
    }
}
