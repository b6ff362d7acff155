using System.Globalization;

namespace HtpasswdAuth.Tests;

public sealed class AttemptThrottleTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

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

        foreach (int _ in Enumerable.Range(0, 60))
        {
            Assert.Equal(900, _scenario.Wait());
            _scenario.Advance(900);
            Assert.Equal(0, _scenario.Guess());
        }
    }

    [Fact]
    public void Network_that_rests_for_a_quarter_of_an_hour_has_no_free_failures_again()
    {
        _scenario.Guesses(20);
        _scenario.Advance(1);
        _scenario.Guesses(1);

        _scenario.Advance(900);
        _scenario.Guesses(1);

        Assert.Equal(4, _scenario.Wait());
    }

    [Fact]
    public void Network_has_all_of_its_free_failures_again_after_two_days_and_a_part_before()
    {
        _scenario.Guesses(20);
        _scenario.Advance(TimeSpan.FromHours(10).TotalSeconds);
        Assert.Equal(10, FreeGuesses());

        _scenario.Advance(TimeSpan.FromDays(3).TotalSeconds);
        Assert.Equal(20, FreeGuesses());

        int FreeGuesses()
        {
            int free = 0;
            while (_scenario.Guess() == 0)
            {
                free++;
            }

            return free;
        }
    }

    [Fact]
    public void Name_has_a_hundred_tries_of_strangers_and_one_more_each_8_minutes()
    {
        GuessFromEverywhere(100);

        string network = NewNetwork();
        Assert.Equal(480, _scenario.Wait(network));
        _scenario.Advance(479);
        Assert.Equal(1, _scenario.Wait(network));
        _scenario.Advance(1);
        _scenario.Guesses(1, network);
        Assert.True(_scenario.Wait(NewNetwork()) > 0);
    }

    [Fact]
    public void Strangers_have_280_tries_in_any_24_hours()
    {
        int guessed = 0;
        string network = NewNetwork();
        for (TimeSpan time = TimeSpan.Zero; time < Day; time += TimeSpan.FromMinutes(1))
        {
            while (_scenario.Guess(network) == 0)
            {
                network = NewNetwork();
                guessed++;
            }

            _scenario.Advance(60);
        }

        Assert.Equal(279, guessed);
    }

    [Fact]
    public void Known_and_unknown_users_wait_alike()
    {
        double waited = 0;
        for (int i = 0; i < 600; i++)
        {
            string network = string.Create(CultureInfo.InvariantCulture, $"198.{51 + (i % 2)}.{i / 10}.");
            double known = _scenario.Guess(network + "1", "alice");
            Assert.Equal(known, _scenario.Guess(network + "2", "mallory", known: false));
            waited += known;
            _scenario.Advance(i % 7);
        }

        Assert.True(waited > 0);
    }

    [Fact]
    public void Full_table_forgets_neither_a_user_nor_a_name_that_no_user_has()
    {
        using var scenario = new ThrottleScenario(new AttemptThrottleOptions { MaxBuckets = 10 });
        for (int guess = 0; guess < 100; guess++)
        {
            scenario.Guesses(1, $"198.51.{guess}.1");
            scenario.Guesses(1, $"198.52.{guess}.1", "mallory", known: false);
        }

        for (int i = 0; i < 2_000; i++)
        {
            // One in some thousand has the count of one of the two.
            scenario.Guess($"203.{i / 250}.{i % 250}.1", $"invented{i}", known: false);
        }

        Assert.Equal(480, scenario.Wait("192.0.2.1"));
        Assert.Equal(480, scenario.Wait("192.0.2.1", "mallory", known: false));
    }

    [Fact]
    public void Guesses_at_work_at_once_are_counted_before_they_end()
    {
        for (int guess = 0; guess < 20; guess++)
        {
            Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(ThrottleScenario.From(), ThrottleScenario.User()));
        }

        Assert.Equal(TimeSpan.FromSeconds(1), _scenario.Throttle.WaitBeforeHash(ThrottleScenario.From(), ThrottleScenario.User()));
    }

    [Fact]
    public void Attempt_that_is_neither_right_nor_wrong_and_a_right_one_leave_everything_as_it_was()
    {
        _scenario.Guesses(20);
        _scenario.Advance(1);
        PasswordAttempt crashed = ThrottleScenario.From();
        Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(crashed, ThrottleScenario.User()));
        Assert.Equal(2, _scenario.Wait());

        _scenario.Throttle.End(crashed);
        Assert.Equal(0, _scenario.Wait());

        _scenario.SignIn();
        Assert.Equal(0, _scenario.Wait(user: "bob"));
        Assert.Equal(0, _scenario.Guess(user: "bob"));
        Assert.Equal(2, _scenario.Wait(user: "bob"));
    }

    [Fact]
    public void Same_wrong_password_counts_once()
    {
        for (int resend = 0; resend < 50; resend++)
        {
            Assert.Equal(0, _scenario.Guess(code: 1_000_000));
        }

        _scenario.Guesses(19);
        Assert.Equal(1, _scenario.Wait());
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
    public void Refusals_are_measured_by_what_makes_them_wait()
    {
        GuessFromEverywhere(100);
        _scenario.Guesses(20, user: "bob");

        _scenario.Guess("198.51.100.1");
        _scenario.Guess(user: "bob");

        Assert.Equal(["user", "client"], _scenario.Refusals);
    }

    [Fact]
    public void Switched_off_it_counts_nothing()
    {
        using var scenario = new ThrottleScenario(new AttemptThrottleOptions { Enabled = false });

        scenario.Guesses(1_000);

        Assert.Equal(0, scenario.Throttle.BucketCount);
    }

    /// <summary>A network whose range no other one has.</summary>
    private string NewNetwork() => string.Create(CultureInfo.InvariantCulture, $"203.{_networks / 250}.{_networks++ % 250}.1");

    /// <summary>Guesses at alice, each from a network of its own.</summary>
    private void GuessFromEverywhere(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _scenario.Guesses(1, NewNetwork());
        }
    }
}
