using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using HtpasswdAuth.Benchmarks.Files;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>How long it takes until a node shows what was changed on another.</summary>
internal static class PropagationBenchmark
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(TextWriter output, BenchmarkFleet fleet, UserFile users, Settings settings)
    {
        int changes = settings.Get("changes", 1_000);
        await output.WriteLineAsync("| how the other node finds out | changes | by | from the call, p50 / p99 / max ms | from the acknowledgement, p50 / p99 / max ms |");
        await output.WriteLineAsync("|---|---|---|---|---|");
        await RowAsync("NOTIFY alone", writers: 1, gap: 40, Never, notifies: true);
        await RowAsync("NOTIFY alone", writers: 32, gap: 0, Never, notifies: true);
        await RowAsync("polling alone, each 100 ms", writers: 1, gap: 40, TimeSpan.FromMilliseconds(100), notifies: false);
        await RowAsync("polling alone, each second (the default)", writers: 1, gap: 40, TimeSpan.FromSeconds(1), notifies: false);

        async Task RowAsync(string title, int writers, int gap, TimeSpan poll, bool notifies)
        {
            void Configure(HtpasswdPostgreSqlOptions options) => (options.PollInterval, options.UseNotifications) = (poll, notifies);
            await using FleetNode one = await fleet.StartNodeAsync(Configure);
            await using FleetNode other = await fleet.StartNodeAsync(Configure);
            await WaitForListenersAsync(fleet, notifies ? 2 : 0);
            await MeasureAsync(one, other, users.Users, 100, writers, gap);
            List<WatchedChange> seen = await MeasureAsync(one, other, users.Users, changes, writers, gap);
            string by = writers == 1 ? $"one, after 0 to {gap} ms each" : $"{writers} at once, without a pause";
            await output.WriteLineAsync(
                $"| {title} | {seen.Count} | {by} | {Cells(seen.Select(change => change.FromCall))} | {Cells(seen.Select(change => change.FromAcknowledgement))} |");
        }
    }

    private static async Task<List<WatchedChange>> MeasureAsync(FleetNode one, FleetNode other, int users, int count, int writers, int gap)
    {
        var source = new HashChanges(one.Users, users);
        var made = new ConcurrentQueue<WatchedChange>();
        var watcher = Task.Factory.StartNew(() => Watch(other.Users, made, count), TaskCreationOptions.LongRunning);
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (int i = writer; i < count; i += writers)
            {
                await Task.Delay(gap == 0 ? 0 : RandomNumberGenerator.GetInt32(gap + 1));
                (byte[] name, byte[] hash) = source.Next();
                var change = new WatchedChange(name, hash);
                made.Enqueue(change);
                await source.ReplaceAsync(name, hash);
                change.Acknowledge();
            }
        })));
        return await watcher;
    }

    /// <summary>Looks every millisecond.</summary>
    private static List<WatchedChange> Watch(IPasswordStore store, ConcurrentQueue<WatchedChange> made, int count)
    {
        List<WatchedChange> waiting = [];
        List<WatchedChange> seen = [];
        while (seen.Count < count)
        {
            while (made.TryDequeue(out WatchedChange? change))
            {
                waiting.Add(change);
            }

            HtpasswdFile snapshot = store.Current ?? throw new InvalidOperationException("The node trusts its copy no more.");
            waiting.RemoveAll(change => change.IsIn(snapshot) && Add(seen, change));
            Thread.Sleep(1);
        }

        return seen;
    }

    private static bool Add(List<WatchedChange> seen, WatchedChange change)
    {
        seen.Add(change);
        return true;
    }

    private static async Task WaitForListenersAsync(BenchmarkFleet fleet, int count)
    {
        while ((long)(await fleet.ExecuteAsync("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"))! < count)
        {
            await Task.Delay(20);
        }
    }

    private static string Cells(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return string.Create(CultureInfo.InvariantCulture, $"{all.Median():0.0} / {all.Percentile(0.99):0.0} / {all.Max():0.0}");
    }
}
