using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>What of a verifier's work the throttle counts, and what it is asked about.</summary>
public sealed class VerifierThrottleTests
{
    private static readonly ClientNetwork Network = ClientNetwork.From(System.Net.IPAddress.Parse("192.0.2.1"));
    private static readonly ClientNetwork Elsewhere = ClientNetwork.From(System.Net.IPAddress.Parse("192.0.2.2"));
    private static readonly string Alice = VerifierScenario.Line("alice", "secret");

    [Theory]
    [InlineData("alice")]
    [InlineData("mallory")]
    [InlineData("broken")]
    public async Task Wrong_passwords_are_hashed_until_it_is_enough_and_no_further(string userName)
    {
        using var scenario = new VerifierScenario(Alice + VerifierScenario.Line("bob", "other") + "broken:$2y$04$short\n");
        await GuessAsync(scenario, 20, userName);
        int hashes = scenario.Hashes.Count;

        VerificationResult result = await scenario.VerifyAsync(userName, "one more", Network);

        Assert.Equal(VerificationOutcome.TooManyAttempts, result.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(1), result.RetryAfter);
        Assert.Equal(hashes, scenario.Hashes.Count);
    }

    [Fact]
    public async Task Fifty_resends_of_one_stale_password_count_once_also_when_it_is_hashed_each_time()
    {
        using var scenario = new VerifierScenario(Alice);
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(VerificationOutcome.WrongPassword, (await scenario.VerifyAsync("alice", "stale", Network)).Outcome);
            scenario.Time.Advance(TimeSpan.FromSeconds(11));
        }

        Assert.Equal(50, scenario.Hashes.Count);
        await GuessAsync(scenario, 19);
        Assert.Equal(VerificationOutcome.TooManyAttempts, (await scenario.VerifyAsync("alice", "one more", Network)).Outcome);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("mallory")]
    public async Task Resends_count_once_for_known_and_unknown_users_also_when_the_file_is_edited_in_between(string userName)
    {
        using var scenario = new VerifierScenario(Alice);
        for (int i = 0; i < 50; i++)
        {
            Assert.NotEqual(VerificationOutcome.TooManyAttempts, (await scenario.VerifyAsync(userName, "stale", Network)).Outcome);
            scenario.Change($"# edit {i}\n" + Alice);
            scenario.Time.Advance(TimeSpan.FromSeconds(11));
        }
    }

    [Fact]
    public async Task Wrong_password_that_is_still_remembered_is_answered_as_wrong_and_not_counted()
    {
        using var scenario = new VerifierScenario(Alice);
        await GuessAsync(scenario, 20);
        await GuessAsync(scenario, 20);

        Assert.Equal(20, scenario.Hashes.Count);
        scenario.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(VerificationOutcome.WrongPassword, (await scenario.VerifyAsync("alice", "one more", Network)).Outcome);
    }

    [Fact]
    public async Task Right_password_is_not_let_through_while_its_client_has_to_wait_but_then_is()
    {
        using var scenario = new VerifierScenario(Alice);
        await GuessAsync(scenario, 20);

        Assert.Equal(VerificationOutcome.TooManyAttempts, (await scenario.VerifyAsync("alice", "secret", Network)).Outcome);
        scenario.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await scenario.VerifyAsync("alice", "secret", Network)).Succeeded);
    }

    [Fact]
    public async Task After_each_wait_one_more_is_let_through()
    {
        using var scenario = new VerifierScenario(Alice);
        await GuessAsync(scenario, 20);

        for (int wait = 1; wait <= 4; wait *= 2)
        {
            scenario.Time.Advance(TimeSpan.FromSeconds(wait));
            Assert.Equal(VerificationOutcome.WrongPassword, (await scenario.VerifyAsync("alice", $"after {wait}", Network)).Outcome);
        }
    }

    [Fact]
    public async Task Attempt_that_crashed_makes_room_for_the_next()
    {
        bool isBroken = true;
        using var scenario = new VerifierScenario(
            Alice, createResult: name => isBroken ? throw new InvalidOperationException(name) : new TicketFactory("Htpasswd", null).Create(name));
        await GuessAsync(scenario, 20);
        scenario.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(VerificationOutcome.Busy, (await scenario.VerifyAsync("alice", "secret", Network)).Outcome);
        isBroken = false;
        Assert.True((await scenario.VerifyAsync("alice", "secret", Network)).Succeeded);
    }

    [Fact]
    public async Task Who_is_remembered_is_never_asked()
    {
        using var scenario = new VerifierScenario(Alice);
        await scenario.VerifyAsync("alice", "secret", Network);
        await GuessAsync(scenario, 40);

        Assert.Equal(VerificationOutcome.TooManyAttempts, (await scenario.VerifyAsync("alice", "one more", Network)).Outcome);
        Assert.True(scenario.IsCached("alice", "secret", Network));
        Assert.True((await scenario.VerifyAsync("alice", "secret", Network)).Succeeded);
    }

    [Fact]
    public async Task Right_guess_from_elsewhere_waits_like_a_wrong_one_although_its_user_is_signed_in()
    {
        using var scenario = new VerifierScenario(Alice);
        await scenario.VerifyAsync("alice", "secret", Elsewhere);
        await GuessAsync(scenario, 20);

        Assert.Equal(VerificationOutcome.TooManyAttempts, (await scenario.VerifyAsync("alice", "secret", Network)).Outcome);
        Assert.True((await scenario.VerifyAsync("alice", "secret", Elsewhere)).Succeeded);
        scenario.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await scenario.VerifyAsync("alice", "secret", Network)).Succeeded);
    }

    [Fact]
    public async Task Owner_signs_in_on_a_known_device_while_strangers_guess()
    {
        using var scenario = new VerifierScenario(Alice);
        await GuessAsync(scenario, 20);

        Assert.True((await scenario.VerifyAsync("alice", "secret", Network, device: "phone")).Succeeded);
    }

    [Fact]
    public async Task Guesses_sent_at_once_are_not_all_hashed()
    {
        var settings = new VerifierSettings { MaxConcurrentVerifications = 2 };
        using var scenario = new VerifierScenario(Alice, settings);

        VerificationResult[] results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => scenario.VerifyAsync("alice", $"guess {i}", Network))));

        // Beyond the free ones, each worker may be at a group that it began before: all but the one that is counted first.
        int most = 20 + (2 * PasswordHash.BcryptLanes) - 1;
        Assert.InRange(results.Count(result => result.Outcome == VerificationOutcome.WrongPassword), 20, most);
        Assert.All(results, result => Assert.True(result.Outcome is VerificationOutcome.WrongPassword or VerificationOutcome.TooManyAttempts));
        Assert.InRange(scenario.Hashes.Count, 20, most);
    }

    [Fact]
    public async Task Guesser_who_hangs_up_is_counted_all_the_same()
    {
        var settings = new VerifierSettings { MaxConcurrentVerifications = 1 };
        using var scenario = new VerifierScenario(VerifierScenario.Line("alice", "secret", cost: 7), settings);
        int hungUp = 0;
        for (int i = 0; scenario.Hashes.Count < 20; i++)
        {
            hungUp += await GuessAndHangUpAsync(scenario, $"guess {i}") ? 1 : 0;
        }

        Assert.True(hungUp > 0);
        Assert.Equal(VerificationOutcome.TooManyAttempts, (await scenario.VerifyAsync("alice", "one more", Network)).Outcome);
    }

    [Fact]
    public async Task Neither_a_full_queue_nor_a_missing_file_counts()
    {
        var settings = new VerifierSettings { MaxConcurrentVerifications = 1, MaxQueuedVerifications = 1 };
        using var scenario = new VerifierScenario(VerifierScenario.Line("alice", "secret", cost: 9) + VerifierScenario.Line("quick", "secret"), settings);

        Task<VerificationResult>[] storm = [.. Enumerable.Range(0, 200).Select(i => scenario.VerifyAsync("alice", $"guess {i}", Network))];
        VerificationResult[] results = await Task.WhenAll(storm);
        HtpasswdFile? file = scenario.Current;
        scenario.Current = null;
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => scenario.VerifyAsync("alice", $"another {i}", Network)));
        scenario.Current = file;

        Assert.True(results.Count(result => result.Outcome == VerificationOutcome.Busy) > 100);
        int counted = scenario.Hashes.Count;
        Assert.True(counted < 20, $"{counted} hashes");
        await GuessAsync(scenario, 20 - counted, "quick");
        Assert.Equal(VerificationOutcome.TooManyAttempts, (await scenario.VerifyAsync("quick", "one more", Network)).Outcome);
    }

    [Fact]
    public async Task Same_guess_of_two_networks_at_once_is_one_hash_and_one_failure()
    {
        using var scenario = new VerifierScenario(VerifierScenario.Line("slow", "secret", cost: 10) + Alice, new VerifierSettings { MaxConcurrentVerifications = 1 });
        Task<VerificationResult> slow = scenario.VerifyAsync("slow", "secret", Elsewhere);
        Task<VerificationResult> first = scenario.VerifyAsync("alice", "wrong", Network);
        Task<VerificationResult> second = scenario.VerifyAsync("alice", "wrong", Elsewhere);
        await Task.WhenAll(slow, first, second);

        await GuessAsync(scenario, 19);

        Assert.Equal(VerificationOutcome.TooManyAttempts, (await scenario.VerifyAsync("alice", "one more", Network)).Outcome);
        Assert.Equal(VerificationOutcome.WrongPassword, (await scenario.VerifyAsync("alice", "one more", Elsewhere)).Outcome);
    }

    private static async Task GuessAsync(VerifierScenario scenario, int count, string userName = "alice")
    {
        for (int i = 0; i < count; i++)
        {
            VerificationResult result = await scenario.VerifyAsync(userName, $"guess {i}", Network);
            Assert.True(result.Outcome is VerificationOutcome.WrongPassword or VerificationOutcome.UnknownUser or VerificationOutcome.UnusableHash, $"{result.Outcome}");
        }
    }

    /// <summary>Hangs up when the guess has left the queue: from then on it is hashed, in all but a moment, whoever waits for it.</summary>
    private static async Task<bool> GuessAndHangUpAsync(VerifierScenario scenario, string password)
    {
        using var hangUp = new CancellationTokenSource();
        Task<VerificationResult> guess = scenario.VerifyAsync("alice", password, Network, cancellationToken: hangUp.Token);
        Eventually.Spin(() => scenario.Queued == 0, "the guess leaves the queue");
        await hangUp.CancelAsync();
        await Task.WhenAny(guess);
        await Eventually.IsTrueAsync(() => scenario.Verifier.InFlight == 0, "the guess is hashed");
        return guess.IsCanceled;
    }
}
