using System.Diagnostics.Metrics;
using System.Text;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Tests;

/// <summary>What must still work when a callback has thrown, by the callback's name.</summary>
internal static class CallbackScenarios
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    public static IReadOnlyDictionary<string, Func<CallbackFault, Task>> All { get; } = new Dictionary<string, Func<CallbackFault, Task>>
    {
        [CallbackNames.FileLook] = FollowsTheFileAsync,
        [CallbackNames.FileEvent] = FollowsTheFileAsync,
        [CallbackNames.FileEvents] = FollowsTheFileAsync,
        [CallbackNames.AllFolderEvents] = FollowsTheFileAsync,
        [CallbackNames.FolderLooks] = FollowsTheFileAsync,
        [CallbackNames.FileEventsEnd] = FollowsAnotherFileAsync,
        [CallbackNames.FileWatchdog] = ClosesAsync,
        [CallbackNames.PasswordVerification] = VerifiesAsync,
        [CallbackNames.PasswordChange] = fault => RunsNextAsync(fault, CallbackNames.PasswordChange),
        [CallbackNames.HashGenerator] = fault => RunsNextAsync(fault, CallbackNames.HashGenerator),
        [CallbackNames.HashUpgrade] = UpgradesAsync,
        [CallbackNames.AppPasswordUse] = BeginsNextAsync,
        [CallbackNames.AttemptsPoll] = ExchangesAsync,
        [CallbackNames.AttemptsExchange] = ExchangesAsync,
        [CallbackNames.AccountsLook] = NoticesAsync,
        [CallbackNames.SiteEnd] = EndsAsync,
    };

    /// <summary>Those that are waited for: what they throw is their caller's, and neither logged nor counted here.</summary>
    public static string[] WaitedFor { get; } =
        [CallbackNames.PasswordChange, CallbackNames.HashGenerator];

    private static async Task FollowsTheFileAsync(CallbackFault fault)
    {
        using var directory = new TempDirectory();
        using WatchedCredentialStore store = Start(directory, fault.Logger);
        await Eventually.IsTrueAsync(() => Has(store, "alice"), "alice is served");

        // The events of one write may come as one; there is a fault for each of several.
        int change = 0;
        await UntilOverAsync(fault, async () =>
        {
            string user = $"user{change++}";
            directory.Write("users", StoreScenario.Lines(user));
            await Eventually.IsTrueAsync(() => Has(store, user), "a change beside the fault is served");
        });

        directory.Write("users", StoreScenario.Lines("last"));
        await Eventually.IsTrueAsync(() => Has(store, "last"), "a change after the fault is served");
    }

    private static async Task FollowsAnotherFileAsync(CallbackFault fault)
    {
        await UntilOverAsync(fault, async () =>
        {
            using var directory = new TempDirectory();
            int before = fault.Thrown;
            Start(directory, fault.Logger).Dispose();
            await Eventually.IsTrueAsync(() => fault.Thrown > before, "the fault");
        });

        await FollowsTheFileAsync(fault);
    }

    private static Task ClosesAsync(CallbackFault fault)
    {
        var time = new FakeTimeProvider();
        using var watchdog = new LookWatchdog(Poll, TimeSpan.FromSeconds(10), static _ => { }, time, CallbackReport.To(fault.Logger));

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(LookState.Stuck, watchdog.State);
        return Task.CompletedTask;
    }

    private static async Task VerifiesAsync(CallbackFault fault)
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var metrics = new HtpasswdMetrics(services.GetRequiredService<IMeterFactory>());
        using var scheduler = new VerifyScheduler(1, new VerifyQueue(10, PasswordHash.BcryptLanes), Complete, Refuse, metrics, CallbackReport.To(fault.Logger));
        VerifyJob job = Jobs.Job("alice", Jobs.Cheap);

        Assert.True(scheduler.TryEnqueue(job));

        Assert.Equal(VerificationOutcome.WrongPassword, (await job.WaitAsync(CancellationToken.None)).Outcome);
    }

    private static bool Complete(Span<VerifyJob> jobs)
    {
        jobs[0].Complete(VerificationResult.Refused(VerificationOutcome.WrongPassword));
        return true;
    }

    private static void Refuse(VerifyJob job) => job.Complete(VerificationResult.Refused(VerificationOutcome.Busy));

    private static async Task RunsNextAsync(CallbackFault fault, string name)
    {
        using var slots = new ChangeSlots(name, concurrent: 1, waiting: 0, TimeSpan.FromMinutes(1));
        await UntilOverAsync(
            fault, () => Assert.ThrowsAsync<InvalidOperationException>(() => slots.TryRunAsync(static () => { }, CancellationToken.None)));

        Assert.True(await slots.TryRunAsync(static () => { }, CancellationToken.None));
    }

    private static async Task UpgradesAsync(CallbackFault fault)
    {
        int done = 0;
        using var queue = new HashUpgradeQueue(10, (_, _) => Interlocked.Increment(ref done), fault.Logger);

        Assert.True(queue.TryAdd(new HashUpgradeJob(
            new VerifiedUser("alice", rehashNeeded: true, default, null!), PasswordHashAlgorithm.Sha1, "password"u8)));

        await Eventually.IsTrueAsync(() => Volatile.Read(ref done) == 1, "the job is done");
    }

    private static async Task BeginsNextAsync(CallbackFault fault)
    {
        int done = 0;
        Callbacks callbacks = CallbackReport.To(fault.Logger);
        await UntilOverAsync(fault, () =>
        {
            callbacks.Begin(CallbackNames.AppPasswordUse, () => throw new InvalidOperationException("not reached"));
            return Task.CompletedTask;
        });

        callbacks.Begin(CallbackNames.AppPasswordUse, () => Task.FromResult(done++));
        await Eventually.IsTrueAsync(() => done == 1, "the task is done");
    }

    private static async Task ExchangesAsync(CallbackFault fault)
    {
        var time = new FakeTimeProvider();
        var store = new FakeAttemptStore(new SharedDatabase(time));
        using var exchange = new AttemptExchange(store, new CountsProbe(), time, fault.Logger);

        await GoesOnUntilAsync(() => fault.IsOver, "the faults");

        int before = store.Reads;
        await GoesOnUntilAsync(() => store.Reads > before + 1, "the counts of others are asked for again");

        Task GoesOnUntilAsync(Func<bool> condition, string what) => Eventually.IsTrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return condition();
            },
            what);
    }

    private static async Task NoticesAsync(CallbackFault fault)
    {
        var time = new FakeTimeProvider();
        using var directory = new TempDirectory();
        var unread = new UnreadAccounts(AccountFiles.Beside(directory.File("users.htpasswd")), time, fault.Logger);
        await UntilOverAsync(fault, LookAsync);

        directory.Write("users.htpasswd.db", "");
        await Eventually.IsTrueAsync(
            async () =>
            {
                await LookAsync();
                return unread.Problem is not null;
            },
            "the database is noticed");

        Task LookAsync()
        {
            time.Advance(TimeSpan.FromSeconds(1));
            _ = unread.Problem;
            return Task.CompletedTask;
        }
    }

    private static Task EndsAsync(CallbackFault fault) => UntilOverAsync(
        fault,
        async () =>
        {
            using var end = new CancellationTokenSource();
            bool isDone = false;
            Callbacks callbacks = CallbackReport.To(fault.Logger);
            callbacks.Register(CallbackNames.SiteEnd, () => isDone = true, end.Token);
            callbacks.Register("another", () => isDone = true, end.Token);

            await end.CancelAsync();

            Assert.True(isDone);
        });

    private static Task UntilOverAsync(CallbackFault fault, Func<Task> step) => Eventually.RepeatAsync(step, () => fault.IsOver, "the faults");

    private static WatchedCredentialStore Start(TempDirectory directory, ILogger logger)
    {
        string path = directory.Write("users", StoreScenario.Lines("alice"));
        ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var store = new WatchedCredentialStore(
            new WatchedCredentialStoreSettings(path) { PollInterval = Poll },
            TimeProvider.System,
            new HtpasswdMetrics(services.GetRequiredService<IMeterFactory>()),
            logger);
        store.Start();
        return store;
    }

    private static bool Has(WatchedCredentialStore store, string user) => store.Current?.TryFind(Encoding.UTF8.GetBytes(user), out _) == true;
}
