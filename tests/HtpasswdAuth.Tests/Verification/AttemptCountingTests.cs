namespace HtpasswdAuth.Tests;

/// <summary>Which wrong passwords count, and how long.</summary>
public sealed class AttemptCountingTests : IDisposable
{
    private readonly ThrottleScenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public void Success_gives_back_the_tries_of_its_device_and_nothing_else()
    {
        _scenario.Guesses(19);
        _scenario.Guesses(19, device: "phone");

        _scenario.SignIn(device: "phone");
        _scenario.SignIn(user: "bob");

        _scenario.Guesses(1, user: "carol");
        Assert.Equal(1, _scenario.Wait(user: "carol"));
        _scenario.Guesses(20, "198.51.100.1", device: "phone");
    }

    [Fact]
    public void Same_wrong_password_counts_once_for_as_long_as_others_do_not_push_it_out()
    {
        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(0, _scenario.Guess(code: 1_000_000));
            _scenario.Advance(1);
        }

        // It keeps coming, so fifteen others at a time do not push it out.
        _scenario.Guesses(15);
        Assert.Equal(0, _scenario.Guess(code: 1_000_000));
        Assert.Equal(0, _scenario.Wait());
        _scenario.Guesses(3);
        Assert.Equal(0, _scenario.Guess(code: 1_000_000));
        Assert.Equal(0, _scenario.Wait());
        _scenario.Guesses(1);
        Assert.Equal(1, _scenario.Wait());
    }

    [Fact]
    public void Browser_that_resends_often_does_not_make_the_rare_one_of_another_count_again()
    {
        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(0, _scenario.Guess(code: i % 20 == 0 ? 1_000_000 : (UInt128)2_000_000));
        }

        Assert.Equal(0, _scenario.Wait());
    }

    [Fact]
    public void Seventeen_passwords_in_turn_are_guessing()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(0, _scenario.Guess(code: (UInt128)(i % 17)));
        }

        Assert.Equal(1, _scenario.Wait());
    }

    [Fact]
    public void Resent_password_neither_prolongs_a_wait_nor_the_memory_of_a_network()
    {
        _scenario.Guesses(19);
        Assert.Equal(0, _scenario.Guess(code: 1_000_000));
        Assert.Equal(1, _scenario.Wait());
        for (int hour = 0; hour < 20; hour++)
        {
            _scenario.Advance(3600);
            Assert.Equal(0, _scenario.Guess(code: 1_000_000));
        }

        _scenario.Guesses(20);
        Assert.Equal(1, _scenario.Wait());
    }

    [Fact]
    public void Second_form_of_an_attempt_is_not_held_up_by_its_first_and_takes_it_back_when_right()
    {
        _scenario.Guesses(19);
        PasswordAttempt attempt = ThrottleScenario.From();
        Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(attempt, ThrottleScenario.User()));
        _scenario.Throttle.Failed(attempt, ThrottleScenario.User(), 1_000_000);
        _scenario.Throttle.End(attempt);
        Assert.Equal(1, _scenario.Wait());

        Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeQueue(attempt, ThrottleScenario.User()));
        Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(attempt, ThrottleScenario.User()));
        _scenario.Throttle.Succeeded(attempt, ThrottleScenario.User());
        _scenario.Throttle.End(attempt);

        Assert.Equal(0, _scenario.Wait(user: "bob"));
        _scenario.Guesses(1, user: "bob");
        Assert.Equal(1, _scenario.Wait(user: "bob"));
    }

    /// <summary>Forms of one name are those of another user where only one of the two is in the file.</summary>
    [Fact]
    public void Second_form_of_an_attempt_is_counted_at_its_own_name()
    {
        for (int guess = 0; guess < 100; guess++)
        {
            PasswordAttempt attempt = ThrottleScenario.From($"203.0.{guess}.1");
            Fail(attempt, ThrottleScenario.User("\u212Aate", known: false), (UInt128)(1_000 + guess));
            Fail(attempt, ThrottleScenario.User("Kate"), (UInt128)(2_000 + guess));
        }

        PasswordAttempt next = ThrottleScenario.From("198.51.100.1");
        Fail(next, ThrottleScenario.User("another", known: false), 3_000);
        Assert.True(_scenario.Throttle.WaitBeforeQueue(next, ThrottleScenario.User("Kate")) > TimeSpan.Zero);
        Assert.True(_scenario.Throttle.WaitBeforeHash(next, ThrottleScenario.User("Kate")) > TimeSpan.Zero);
        Assert.Equal(0, _scenario.Wait("203.0.0.1", "bob"));

        void Fail(PasswordAttempt attempt, AttemptedUser user, UInt128 code)
        {
            Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(attempt, user));
            _scenario.Throttle.Failed(attempt, user, code);
            _scenario.Throttle.End(attempt);
        }
    }

    [Fact]
    public void Two_wrong_forms_of_an_attempt_count_once()
    {
        _scenario.Guesses(18);
        PasswordAttempt attempt = ThrottleScenario.From();
        foreach (UInt128 code in (UInt128[])[1_000_000, 1_000_001])
        {
            Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(attempt, ThrottleScenario.User()));
            _scenario.Throttle.Failed(attempt, ThrottleScenario.User(), code);
            _scenario.Throttle.End(attempt);
        }

        Assert.Equal(0, _scenario.Wait());
        _scenario.Guesses(1);
        Assert.Equal(1, _scenario.Wait());
    }

    [Fact]
    public void Right_password_that_ends_after_a_wrong_one_does_not_shorten_the_wait_of_that()
    {
        _scenario.Guesses(18);
        _scenario.Advance(100);
        PasswordAttempt right = ThrottleScenario.From();
        Assert.Equal(TimeSpan.Zero, _scenario.Throttle.WaitBeforeHash(right, ThrottleScenario.User("bob")));
        _scenario.Advance(1);
        _scenario.Guesses(1);
        _scenario.Throttle.Succeeded(right, ThrottleScenario.User("bob"));
        _scenario.Guesses(1);

        Assert.Equal(1, _scenario.Wait(user: "carol"));
    }
}
