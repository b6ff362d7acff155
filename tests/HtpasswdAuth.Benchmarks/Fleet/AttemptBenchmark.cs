using System.Buffers.Binary;
using System.Security.Cryptography;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>Wrong passwords that all nodes count together: adding them, and asking what others have added.</summary>
internal static class AttemptBenchmark
{
    /// <summary>Fewer do not delay anybody yet.</summary>
    private static readonly TimeSpan LeastDebt = TimeSpan.FromHours(5);
    private const int MostRows = 10_000;

    public static async Task RunAsync(TextWriter output, BenchmarkFleet fleet, Settings settings)
    {
        int seconds = settings.Get("seconds", 5);
        await output.WriteLineAsync("| wrong passwords in one statement | nodes at once | wrong passwords a second | a statement, p50 / p99 ms | server µs each |");
        await output.WriteLineAsync("|---|---|---|---|---|");
        await using FleetNode node = await fleet.StartNodeAsync(options => options.PollInterval = TimeSpan.FromMinutes(1));
        foreach ((int batch, int workers) in ((int, int)[])[(1, 1), (1, 8), (100, 1), (100, 8), (1_000, 1), (1_000, 8)])
        {
            LoadFigures figures = await LoadFigures.MeasureAsync(fleet, workers, seconds, async _ =>
                (await node.Attempts.AddAsync(Changes(batch), CancellationToken.None)).Count);
            await output.WriteLineAsync($"| {batch:N0} | {workers} | {figures} |");
        }

        await output.WriteLineAsync("\n| counts that changed in the last 11 s | read | asked by one node a second | p50 / p99 ms | server µs each |");
        await output.WriteLineAsync("|---|---|---|---|---|");
        foreach (int changed in (int[])[0, 1_000, 10_000, 100_000])
        {
            await output.WriteLineAsync(await PollAsync(fleet, node, changed, seconds));
        }
    }

    private static async Task<string> PollAsync(BenchmarkFleet fleet, FleetNode node, int changed, int seconds)
    {
        await fleet.ExecuteAsync("TRUNCATE htpasswd.attempts");
        for (int added = 0; added < changed; added += 1_000)
        {
            await node.Attempts.AddAsync(Changes(1_000), CancellationToken.None);
        }

        await fleet.ExecuteAsync("VACUUM ANALYZE htpasswd.attempts");
        await fleet.ExecuteAsync("UPDATE htpasswd.attempts SET changed = now() + INTERVAL '1 hour'");
        int read = 0;
        LoadFigures figures = await LoadFigures.MeasureAsync(fleet, 1, seconds, async _ =>
        {
            read = (await node.Attempts.ReadChangedAsync(LeastDebt, MostRows, CancellationToken.None)).Count;
            return 1;
        });
        return $"| {changed:N0} | {read} | {figures} |";
    }

    /// <summary>Each of another of so many that two nodes seldom meet.</summary>
    private static AttemptChange[] Changes(int count)
    {
        byte[] random = RandomNumberGenerator.GetBytes(count * 16);
        return [.. Enumerable.Range(0, count).Select(i =>
            new AttemptChange(
                new AttemptKey(AttemptKind.Network, BinaryPrimitives.ReadUInt128BigEndian(random.AsSpan(i * 16))),
                1,
                TimeSpan.FromHours(1),
                Most: 68))];
    }
}
