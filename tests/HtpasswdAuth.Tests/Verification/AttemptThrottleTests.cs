using System.Globalization;

namespace HtpasswdAuth.Tests;

public sealed class AttemptThrottleTests : IDisposable
{
    private readonly ThrottleScenario _scenario = new();
    private int _networks;

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Waits_of_a_client_double_after_its_free_failures_up_to_a_quarter_of_an_hour()
    {
        _scenario.Guesses(20);

        foreach (int seconds in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
        {
            Assert.Equal(seconds, _scenario.Wait());
            _scenario.Advance(seconds);
            Assert.Equal(0, _scenario.Guess());
        }

        Assert.Equal(900, _scenario.Wait());
    }

    [Fact]
    public void Waits_of_a_user_double_after_the_free_failures_up_to_a_minute()
    {
        GuessFromEverywhere(50);

        foreach (int seconds in (int[])[1, 2, 4, 8, 16, 32, 60, 60, 60])
        {
            Assert.Equal(seconds, _scenario.Wait("198.51.100.1"));
            _scenario.Advance(seconds);
            GuessFromEverywhere(1);
        }
    }

    [Fact]
    public void Wait_runs_down_and_asking_does_not_prolong_it()
    {
        _scenario.Guesses(20);
        _scenario.Advance(1);
        _scenario.Guesses(1);

        Assert.Equal(2, _scenario.Wait());
        _scenario.Advance(0.5);
        Assert.Equal(1.5, _scenario.Guess());
        _scenario.Advance(1);
        Assert.Equal(0.5, _scenario.Guess());
        _scenario.Advance(0.5);
        Assert.Equal(0, _scenario.Guess());
    }

    [Fact]
    public void Guesser_holds_up_neither_other_networks_nor_other_users_elsewhere()
    {
        _scenario.Guesses(20);

        Assert.Equal(1, _scenario.Wait());
        Assert.Equal(1, _scenario.Wait(user: "bob"));
        Assert.Equal(0, _scenario.Wait("192.0.2.2"));
        Assert.Equal(0, _scenario.Wait("192.0.2.2", "bob"));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Client_is_an_ipv4_address_or_an_ipv6_64(string guesser, string other, bool same)
    {
        _scenario.Guesses(20, guesser);

        Assert.Equal(same ? 1 : 0, _scenario.Wait(other, "bob"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1.2.3")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::")]
    public void Local_connections_are_counted_for_the_user_alone(string address)
    {
        _scenario.Guesses(50, address);

        Assert.Equal(1, _scenario.Wait(address));
        Assert.Equal(0, _scenario.Wait(address, "bob"));
        Assert.Equal(1, _scenario.Wait("192.0.2.1"));
    }

    [Fact]
    public void Strangers_never_hold_up_the_owner_on_a_known_device()
    {
        GuessFromEverywhere(50);
        _scenario.Guesses(20, user: "bob");

        Assert.True(_scenario.Wait() > 0);
        Assert.Equal(0, _scenario.Wait(device: "phone"));
        _scenario.Guesses(20, device: "phone");
        Assert.Equal(1, _scenario.Wait(device: "phone"));
    }

    [Fact]
    public void Device_counts_for_itself_and_for_its_user()
    {
        _scenario.Guesses(20, device: "phone");

        Assert.Equal(1, _scenario.Wait(device: "phone"));
        Assert.Equal(1, _scenario.Wait("198.51.100.1", device: "phone"));
        Assert.Equal(0, _scenario.Wait(device: "laptop"));
        Assert.Equal(0, _scenario.Wait(user: "bob", device: "phone"));
        Assert.Equal(0, _scenario.Wait());
    }

    [Fact]
    public void Known_and_unknown_users_wait_alike()
    {
        double waited = 0;
        for (int i = 0; i < 300; i++)
        {
            string network = string.Create(CultureInfo.InvariantCulture, $"198.51.{i / 10}.");
            double known = _scenario.Guess(network + "1", "alice");
            Assert.Equal(known, _scenario.Guess(network + "2", "mallory", known: false));
            waited += known;
            _scenario.Advance(i % 7);
        }

        Assert.True(waited > 0);
    }

    [Fact]
    public void Invented_names_push_out_no_users_bucket()
    {
        using var scenario = new ThrottleScenario(new AttemptThrottleOptions { MaxBuckets = 100 });
        scenario.Guesses(50, "127.0.0.1");

        for (int i = 0; i < 1_000; i++)
        {
            scenario.Guesses(1, "127.0.0.1", $"invented{i}", known: false);
        }

        Assert.Equal(1, scenario.Wait("127.0.0.1"));
        Assert.Equal(101, scenario.Throttle.BucketCount);
    }

    [Fact]
    public void After_a_wait_one_attempt_is_let_through_and_not_all_that_waited()
    {
        _scenario.Guesses(20);
        _scenario.Advance(1);
        PasswordAttempt first = ThrottleScenario.From();
        PasswordAttempt second = ThrottleScenario.From();

        Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(first, ThrottleScenario.User()));
        Assert.Equal(TimeSpan.FromSeconds(1), _scenario.Throttle.WaitBeforeHash(second, ThrottleScenario.User("bob")));

        // Refused for the network's sake, it left nobody waiting for bob.
        Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(ThrottleScenario.From("192.0.2.2"), ThrottleScenario.User("bob")));

        _scenario.Throttle.Succeeded(first, ThrottleScenario.User());
        _scenario.Throttle.End(first);
        Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(second, ThrottleScenario.User("bob")));
    }

    [Fact]
    public void Begin_of_a_delay_is_a_warning_once()
    {
        _scenario.Guesses(20, "2001:db8:1:2::7", "al\"ice");
        _scenario.Advance(1);
        _scenario.Guesses(1, "2001:db8:1:2::8", "al\"ice");

        Assert.Equal(
            $"[auth_basic:warn] [pid {Environment.ProcessId}] [client 2001:db8:1:2::/64] user al\\\"ice: too many wrong passwords; from now on attempts of this client have to wait, up to 00:15:00",
            Assert.Single(_scenario.Warnings).Message);
    }

    [Fact]
    public void Refusals_are_measured_by_what_makes_them_wait_longest()
    {
        GuessFromEverywhere(50);
        _scenario.Guesses(20, user: "bob");
        _scenario.Guesses(20, user: "carol", device: "phone");

        _scenario.Guess("198.51.100.1");
        _scenario.Guess(user: "bob");
        _scenario.Guess(user: "carol", device: "phone");
        _scenario.Guess("198.51.100.1", "bob");

        Assert.Equal(["user", "client", "device"], _scenario.Refusals);
    }

    [Fact]
    public void Switched_off_it_counts_nothing()
    {
        using var scenario = new ThrottleScenario(new AttemptThrottleOptions { Enabled = false });

        scenario.Guesses(1_000);

        Assert.Equal(0, scenario.Throttle.BucketCount);
    }

    /// <summary>Guesses at alice, each from a network of its own.</summary>
    private void GuessFromEverywhere(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _scenario.Guesses(1, string.Create(CultureInfo.InvariantCulture, $"203.0.113.{_networks++}"));
        }
    }
}
