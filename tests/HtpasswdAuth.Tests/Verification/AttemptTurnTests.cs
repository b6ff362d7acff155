namespace HtpasswdAuth.Tests;

/// <summary>Whose the next try at a name is, where strangers have used them up.</summary>
public sealed class AttemptTurnTests(ITestOutputHelper output) : IDisposable
{
    private const double Period = 480;

    private readonly ThrottleScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData(6)]
    [InlineData(100)]
    public void Owner_in_a_new_network_has_one_of_the_next_two_turns_however_often_others_ask(int networks)
    {
        string[] guessers = _scenario.UseUp(networks);
        AskFor(seconds: 3 * Period, guessers);

        double wait = _scenario.Wait("192.0.2.1");

        Assert.InRange(wait, 1, 2 * Period);
        AskFor(wait, guessers);
        _scenario.SignIn();
    }

    [Fact]
    public void Owner_in_a_known_network_or_on_a_known_device_waits_for_no_turn()
    {
        _scenario.SignIn();
        string[] guessers = _scenario.UseUp(100);
        AskFor(Period, guessers);

        _scenario.SignIn();
        _scenario.SignIn("198.51.100.1", device: "phone");
    }

    [Fact]
    public void Asking_early_changes_nothing()
    {
        _scenario.UseUp(2);
        Assert.Equal(Period, _scenario.Wait("192.0.2.1"));
        Assert.Equal(2 * Period, _scenario.Wait("198.51.100.1"));

        for (int second = 1; second < Period; second++)
        {
            _scenario.Advance(1);
            Assert.Equal((2 * Period) - second, _scenario.Guess("198.51.100.1"));
        }

        _scenario.Advance(1);
        Assert.True(_scenario.Guess("198.51.100.1") > 0);
        Assert.Equal(0, _scenario.Guess("192.0.2.1"));
    }

    /// <summary>Nothing tells an owner in a new network from them.</summary>
    [Fact]
    public void Thousand_networks_that_never_tried_go_before_an_owner_who_comes_after_them()
    {
        _scenario.UseUp(1);
        for (int network = 0; network < 1_000; network++)
        {
            _scenario.Wait($"205.{network / 250}.{network % 250}.1");
        }

        double wait = _scenario.Wait("192.0.2.1");

        output.WriteLine($"after {TimeSpan.FromSeconds(wait)}");
        Assert.Equal(1_001 * Period, wait);
    }

    /// <summary>Turns that others do not take come and go sooner than those that they do.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    public void Owner_who_comes_when_told_is_let_in_where_those_before_only_ask(int others)
    {
        string[] askers = [.. Enumerable.Range(0, others).Select(number => $"205.0.{number}.1")];
        string guesser = _scenario.UseUp(1)[0];
        Array.ForEach(askers, asker => _scenario.Wait(asker));
        double told = _scenario.Wait("192.0.2.1");

        for (double waited = 0; waited < told; waited += 20)
        {
            Array.ForEach(askers, asker => _scenario.Wait(asker));
            _scenario.Guess(guesser);
            _scenario.Advance(20);
        }

        Assert.Equal((others + 1) * Period, told);
        _scenario.SignIn();
    }

    [Fact]
    public void Turn_that_none_of_those_before_takes_is_the_owners_sooner_than_it_was_told()
    {
        _scenario.UseUp(1);
        foreach (int asker in Enumerable.Range(0, 5))
        {
            _scenario.Wait($"205.0.{asker}.1");
        }

        double waited = 0;
        for (; _scenario.Wait("192.0.2.1") > 0; waited += 10)
        {
            _scenario.Advance(10);
        }

        Assert.Equal(Period + (5 * 60), waited);
    }

    [Fact]
    public void Tries_that_no_network_waits_for_are_there_for_the_first_that_asks()
    {
        string[] guessers = _scenario.UseUp(50);
        AskFor(Period, guessers);

        _scenario.Advance(TimeSpan.FromHours(24).TotalSeconds);

        Assert.Equal(0, _scenario.Guess(guessers[0]));
        Assert.Equal(0, _scenario.Guess("192.0.2.1"));
    }

    [Fact]
    public void Name_that_no_user_has_is_waited_for_alike()
    {
        string[] guessers = _scenario.UseUp(6);
        _scenario.UseUp(6, "mallory", known: false);

        for (int asked = 0; asked < 2_000; asked++)
        {
            string network = asked % 7 == 6 ? $"203.51.{asked / 100}.1" : guessers[asked % 7];
            string other = network.Replace("203.", "204.", StringComparison.Ordinal);
            Assert.Equal(_scenario.Guess(network), _scenario.Guess(other, "mallory", known: false));
            _scenario.Advance(asked % 5);
        }
    }

    /// <summary>All of them ask ten times a second, and guess when they may.</summary>
    private void AskFor(double seconds, string[] guessers)
    {
        for (double asked = 0; asked < seconds; asked += 10)
        {
            foreach (string guesser in guessers)
            {
                _scenario.Guess(guesser);
            }

            _scenario.Advance(Math.Min(10, seconds - asked));
        }
    }
}
