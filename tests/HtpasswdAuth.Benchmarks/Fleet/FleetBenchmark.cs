using HtpasswdAuth.Benchmarks.Files;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>
/// What nodes that share a database cost, each other and the database: a PostgreSQL of our own, as <c>initdb</c> makes it, that writes to the
/// disk before it acknowledges.
/// </summary>
internal static class FleetBenchmark
{
    public static async Task RunAsync(TextWriter output, Settings settings)
    {
        Machine.Describe(output, "fleet");
        using var site = new BenchmarkSite();
        using var users = new UserFile(settings.Get("users", 1_000_000));
        await File.AppendAllTextAsync(users.Path, await File.ReadAllTextAsync(site.UserFile));
        await using BenchmarkFleet fleet = await BenchmarkFleet.StartAsync();
        await ImportBenchmark.RunAsync(output, fleet, users, settings.Includes("import") ? settings.Get("imports", 3) : 0);
        (string Name, Func<Task> Run)[] parts =
        [
            ("propagation", () => PropagationBenchmark.RunAsync(output, fleet, users, settings)),
            ("warm", () => WarmBenchmark.RunAsync(output, fleet, users, settings)),
            ("start", () => StartBenchmark.RunAsync(output, fleet, users, settings)),
            ("changes", () => ThroughputBenchmark.RunAsync(output, fleet, users, settings)),
            ("sweeps", () => SweepBenchmark.RunAsync(output, fleet, settings)),
            ("notify", () => NotifyBenchmark.RunAsync(output, fleet, settings)),
            ("attempts", () => AttemptBenchmark.RunAsync(output, fleet, settings)),
        ];
        foreach ((string name, Func<Task> run) in parts)
        {
            if (settings.Includes(name))
            {
                await output.WriteLineAsync($"\n### {name}\n");
                await run();
                await output.FlushAsync();
            }
        }
    }
}
