using HtpasswdAuth.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>The jobs and the one thread that does them. Whatever becomes of a job, its password is gone afterwards.</summary>
public sealed class HashUpgradeQueueTests
{
    [Fact]
    public async Task Full_queue_drops_and_takes_again_when_there_is_room()
    {
        using var open = new ManualResetEventSlim();
        using var queue = new HashUpgradeQueue(2, (_, stop) => open.Wait(stop), NullLogger.Instance);
        HashUpgradeJob[] jobs = [Job("alice"), Job("bob"), Job("carol")];

        Assert.Equal([true, true, false], jobs.Select(queue.TryAdd));
        Assert.True(IsCleared(jobs[2]));
        Assert.True(queue.Refuses("dave"));
        open.Set();

        await Eventually.IsTrueAsync(() => !queue.Refuses("alice") && !queue.Refuses("bob"), "the end of both");
        Assert.All(jobs, job => Assert.True(IsCleared(job)));
        Assert.True(queue.TryAdd(Job("carol")));
    }

    [Fact]
    public async Task One_job_a_user_at_once()
    {
        using var open = new ManualResetEventSlim();
        int done = 0;
        using var queue = new HashUpgradeQueue(
            64,
            (_, stop) =>
            {
                open.Wait(stop);
                Interlocked.Increment(ref done);
            },
            NullLogger.Instance);

        bool[] added = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => queue.TryAdd(Job("alice")))));
        Assert.Single(added, taken => taken);
        open.Set();

        await Eventually.IsTrueAsync(() => !queue.Refuses("alice"), "the end of the job");
        Assert.Equal(1, done);
    }

    [Fact]
    public async Task Job_that_fails_ends_no_other()
    {
        using var logs = new CapturedLogs();
        using var queue = new HashUpgradeQueue(
            64,
            (job, _) => throw new InvalidOperationException($"{job.User.Name}: a secret"),
            logs.CreateLogger("scheme"));
        HashUpgradeJob[] jobs = [Job("alice"), Job("bob")];

        Assert.All(jobs, job => Assert.True(queue.TryAdd(job)));
        await Eventually.IsTrueAsync(() => !queue.Refuses("alice") && !queue.Refuses("bob"), "the end of both");

        Assert.All(jobs, job => Assert.True(IsCleared(job)));
        Assert.Equal(2, logs.Entries.Count(entry => entry.Level == LogLevel.Error));
        Assert.DoesNotContain("secret", logs.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public void End_stops_what_is_at_work_drops_what_waits_and_takes_no_more()
    {
        using var begun = new ManualResetEventSlim();
        bool stopped = false;
        var queue = new HashUpgradeQueue(
            64,
            (_, stop) =>
            {
                begun.Set();
                stopped = stop.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
            },
            NullLogger.Instance);
        HashUpgradeJob[] jobs = [Job("alice"), Job("bob"), Job("carol")];
        Assert.True(queue.TryAdd(jobs[0]));
        begun.Wait(TestContext.Current.CancellationToken);
        Assert.True(queue.TryAdd(jobs[1]));

        queue.Dispose();

        Assert.True(stopped);
        Assert.False(queue.TryAdd(jobs[2]));
        Assert.All(jobs, job => Assert.True(IsCleared(job)));
    }

    private static bool IsCleared(HashUpgradeJob job) => job.Password.IndexOfAnyExcept((byte)0) < 0;

    private static HashUpgradeJob Job(string user) =>
        new(new VerifiedUser(user, rehashNeeded: true, 1, new TicketFactory("Htpasswd", null).Create(user)), PasswordHashAlgorithm.Sha1, "secret"u8);
}
