using System.Collections.Concurrent;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>The stores on a real file system and a real clock, with others at work on the same files.</summary>
public sealed class OtpStoreConcurrencyTests
{
    private const int Many = 64;

    [Fact]
    public async Task Of_parallel_changes_each_sees_the_one_before()
    {
        using OtpStoreScenario scenario = Started();
        await scenario.CountAsync();
        var seen = new ConcurrentBag<int>();

        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => scenario.State.UpdateAsync(
            "alice",
            state =>
            {
                seen.Add(state.Epoch);
                return OtpStoreScenario.Next(state);
            },
            CancellationToken.None)));

        Assert.Equal(Enumerable.Range(1, Many), seen.Order());
        Assert.Equal(Many + 1, scenario.Epoch);
    }

    [Fact]
    public async Task Parallel_changes_of_two_processes_are_all_kept()
    {
        using OtpStoreScenario scenario = Started();
        await scenario.CountAsync();
        using var other = new WatchedOtpStateStore(new OtpStoreSettings(scenario.StatePath), TimeProvider.System, new CapturedLogs().CreateLogger("other"));
        other.Start();

        await Task.WhenAll(Enumerable.Range(0, Many).Select(i =>
            (i % 2 == 0 ? scenario.State : other).UpdateAsync("alice", OtpStoreScenario.Next, CancellationToken.None)));

        Assert.Equal(Many + 1, OtpStateFile.Load(scenario.StatePath).Find("alice").Epoch);
        await Eventually.IsTrueAsync(
            () => scenario.Epoch == Many + 1 && other.Current!.Find("alice").Epoch == Many + 1, "both serve the last change");
    }

    [Fact]
    public async Task What_is_served_never_goes_back()
    {
        using OtpStoreScenario scenario = Started();
        await scenario.CountAsync();
        using var over = new CancellationTokenSource();
        Task<int> looking = Task.Run(() => CountSteps(scenario, over.Token));
        Task others = Task.Run(() =>
        {
            for (int i = 0; i < Many; i++)
            {
                scenario.CountByAnother();
            }
        });

        for (int i = 0; i < Many; i++)
        {
            int before = scenario.Epoch!.Value;
            await scenario.CountAsync();
            Assert.True(scenario.Epoch > before);
        }

        await others;
        await over.CancelAsync();
        Assert.True(await looking >= 0, "the epoch went back");
        await Eventually.IsTrueAsync(() => scenario.Epoch == (2 * Many) + 1, "the last change is served");
    }

    [Fact]
    public async Task Change_by_another_process_is_served_soon()
    {
        using OtpStoreScenario scenario = Started();

        scenario.CountByAnother();
        scenario.AddByAnother("alice");

        await Eventually.IsTrueAsync(() => scenario.Epoch == 1 && scenario.Has("alice"), "both changes are served");
    }

    [Fact]
    public async Task Waiting_for_the_turn_can_be_ended()
    {
        using OtpStoreScenario scenario = Started();
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        Task first = scenario.State.UpdateAsync(
            "alice",
            state =>
            {
                entered.Set();
                Assert.True(leave.Wait(TimeSpan.FromSeconds(30)));
                return OtpStoreScenario.Next(state);
            },
            CancellationToken.None);
        Assert.True(entered.Wait(TimeSpan.FromSeconds(30)));

        using var cancelled = new CancellationTokenSource();
        Task second = scenario.State.UpdateAsync("alice", OtpStoreScenario.Next, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        leave.Set();
        await first;

        Assert.Equal(1, scenario.Epoch);
    }

    [Fact]
    public async Task Failure_of_the_change_itself_passes_and_changes_nothing()
    {
        using OtpStoreScenario scenario = Started();
        await scenario.CountAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            scenario.State.UpdateAsync("alice", _ => throw new InvalidOperationException(), CancellationToken.None));
        await scenario.CountAsync();

        Assert.Equal(2, scenario.Epoch);
        Assert.True(scenario.State.Status.Writable);
    }

    /// <summary>How often the epoch grew, with looks of its own besides those of the watcher; less than nothing if it ever fell.</summary>
    private static int CountSteps(OtpStoreScenario scenario, CancellationToken over)
    {
        int last = 0;
        int steps = 0;
        while (!over.IsCancellationRequested)
        {
            scenario.State.Look();
            int epoch = scenario.Epoch!.Value;
            if (epoch < last)
            {
                return int.MinValue;
            }

            steps += epoch > last ? 1 : 0;
            last = epoch;
        }

        return steps;
    }

    private static OtpStoreScenario Started()
    {
        var scenario = new OtpStoreScenario(TimeProvider.System);
        scenario.Start();
        return scenario;
    }
}
