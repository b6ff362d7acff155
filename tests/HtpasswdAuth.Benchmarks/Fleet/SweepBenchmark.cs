using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>What it costs the server that nodes ask for changes: without any, and with some.</summary>
internal static class SweepBenchmark
{
    private const int MostRows = 5_000;

    /// <summary>As if so many users had been changed one after another.</summary>
    private const string ChangeMany = """
        UPDATE htpasswd.users AS held SET version = next.version
        FROM (
            SELECT name, row_number() OVER () + (SELECT version FROM htpasswd.versions WHERE name = 'users') AS version
            FROM (SELECT name FROM htpasswd.users LIMIT 5000) AS few
        ) AS next
        WHERE held.name = next.name;
        UPDATE htpasswd.versions SET version = version + 5000 WHERE name = 'users';
        SELECT version FROM htpasswd.versions WHERE name = 'users';
        """;

    public static async Task RunAsync(TextWriter output, BenchmarkFleet fleet, Settings settings)
    {
        int seconds = settings.Get("seconds", 5);
        long version = (long)(await fleet.ExecuteAsync(ChangeMany))!;
        await fleet.ExecuteAsync("VACUUM ANALYZE");
        await using var database = new FleetDatabase(fleet.Options());
        await output.WriteLineAsync("| question | at once | a second | p50 / p99 ms | server µs each |");
        await output.WriteLineAsync("|---|---|---|---|---|");
        foreach (int workers in (int[])[1, 8])
        {
            LoadFigures figures = await LoadFigures.MeasureAsync(fleet, workers, seconds, async _ =>
            {
                await TableReader.ReadVersionsAsync(database, CancellationToken.None);
                return 1;
            });
            await output.WriteLineAsync($"| has anything changed? | {workers} | {figures} |");
        }

        foreach (int rows in (int[])[1, 100, MostRows])
        {
            LoadFigures figures = await LoadFigures.MeasureAsync(fleet, 1, seconds, async _ =>
                (await TableReader.ReadChangedAsync(database, AccountTable.Users, version - rows, MostRows + 1, CancellationToken.None)).Count == rows
                    ? 1
                    : throw new InvalidOperationException("Other rows than were to be read."));
            await output.WriteLineAsync($"| what has changed? {rows:N0} users | 1 | {figures} |");
        }
    }
}
