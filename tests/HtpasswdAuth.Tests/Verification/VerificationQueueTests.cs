using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>What happens when more passwords come than can be hashed.</summary>
public sealed class VerificationQueueTests
{
    private static readonly string Alice = VerifierScenario.Line("alice", "secret");

    [Fact]
    public async Task Full_queue_refuses_and_the_remembered_go_on()
    {
        var settings = new VerifierSettings { MaxConcurrentVerifications = 1, MaxQueuedVerifications = 4 };
        using var scenario = new VerifierScenario(Alice + VerifierScenario.Line("slow", "secret", cost: 11), settings);
        await scenario.VerifyAsync("alice", "secret");

        Task<VerificationResult>[] storm = [.. Enumerable.Range(0, 100).Select(i => scenario.VerifyAsync("slow", $"wrong {i}"))];
        Task<VerificationResult>[] refused = [.. storm.Where(task => task.IsCompleted)];

        Assert.True(refused.Length >= 90, $"{refused.Length} refused");
        Assert.All(refused, task => Assert.Equal(VerificationOutcome.Busy, task.Result.Outcome));
        Assert.True(scenario.IsCached("alice", "secret"));
        Assert.True((await scenario.VerifyAsync("alice", "secret")).Succeeded);
        Assert.Contains(storm, task => !task.IsCompleted);

        // A refusal is about the queue, not about the password: it is not remembered as wrong.
        await Task.WhenAll(storm);
        Assert.Equal(0, scenario.Queued);
    }

    [Fact]
    public async Task Storm_of_different_passwords_takes_no_more_memory_than_the_queue()
    {
        var settings = new VerifierSettings { MaxConcurrentVerifications = 1, MaxQueuedVerifications = 8 };
        using var scenario = new VerifierScenario(VerifierScenario.Line("slow", "secret", cost: 9), settings);

        Task<VerificationResult>[] storm =
            [.. Enumerable.Range(0, 20_000).Select(i => scenario.VerifyAsync("slow", $"wrong {i}", new ClientNetwork((UInt128)(i % 100))))];

        Assert.True(scenario.Verifier.InFlight <= 8 + PasswordHash.BcryptLanes, $"{scenario.Verifier.InFlight} in flight");
        await Task.WhenAll(storm);
        Assert.Equal(0, scenario.Verifier.InFlight);
    }

    [Fact]
    public async Task Storm_from_one_address_does_not_keep_another_out()
    {
        var settings = new VerifierSettings { MaxConcurrentVerifications = 1, MaxQueuedVerifications = 50 };
        using var scenario = new VerifierScenario(Alice + VerifierScenario.Line("slow", "secret", cost: 8), settings);

        Task<VerificationResult>[] storm = [.. Enumerable.Range(0, 60).Select(i => scenario.VerifyAsync("slow", $"wrong {i}", new ClientNetwork(1)))];
        VerificationResult alice = await scenario.VerifyAsync("alice", "secret", new ClientNetwork(2));

        Assert.True(alice.Succeeded);
        Assert.True(storm.Count(task => !task.IsCompleted) > 25, "Alice waited for the storm");
    }

    [Fact]
    public async Task Caller_who_hangs_up_takes_nobody_with_him()
    {
        var settings = new VerifierSettings { MaxConcurrentVerifications = 1 };
        using var scenario = new VerifierScenario(Alice + VerifierScenario.Line("slow", "secret", cost: 10), settings);
        using var hangUp = new CancellationTokenSource();

        Task<VerificationResult> slow = scenario.VerifyAsync("slow", "wrong");
        Task<VerificationResult> first = scenario.VerifyAsync("alice", "secret", cancellationToken: hangUp.Token);
        Task<VerificationResult> second = scenario.VerifyAsync("alice", "secret");
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await second).Succeeded);
        await slow;
    }

    [Fact]
    public async Task Work_that_nobody_waits_for_any_more_is_spared()
    {
        var settings = new VerifierSettings { MaxConcurrentVerifications = 1 };
        using var scenario = new VerifierScenario(Alice + VerifierScenario.Line("slow", "secret", cost: 10), settings);
        using var hangUp = new CancellationTokenSource();

        Task<VerificationResult> slow = scenario.VerifyAsync("slow", "wrong");
        Task<VerificationResult>[] abandoned = [.. Enumerable.Range(0, 20).Select(i => scenario.VerifyAsync("slow", $"wrong {i}", cancellationToken: hangUp.Token))];
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(abandoned));
        await slow;
        await Eventually.IsTrueAsync(() => scenario.Queued == 0, "the queue empties");
        await scenario.VerifyAsync("alice", "secret");

        // The worker may have taken a group or two before all had hung up.
        Assert.True(scenario.Hashes.Count <= 8, $"{scenario.Hashes.Count} of 22 hashes");
    }

    [Fact]
    public async Task Stopped_verifier_refuses_whoever_waits()
    {
        var scenario = new VerifierScenario(VerifierScenario.Line("slow", "secret", cost: 10), new VerifierSettings { MaxConcurrentVerifications = 1 });
        Task<VerificationResult>[] waiting = [.. Enumerable.Range(0, 10).Select(i => scenario.VerifyAsync("slow", $"wrong {i}"))];

        scenario.Dispose();

        VerificationResult[] results = await Task.WhenAll(waiting);
        Assert.Contains(results, result => result.Outcome == VerificationOutcome.Busy);
    }
}
