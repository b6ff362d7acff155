using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Files;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.PostgreSql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>What <c>htauth db import</c> and <c>export</c> do, with a file of as many users as everything else is measured with.</summary>
internal static class ImportBenchmark
{
    /// <param name="output">Where the table goes.</param>
    /// <param name="fleet">Where to import into; afterwards the users are there.</param>
    /// <param name="users">The file.</param>
    /// <param name="turns">How often it is measured, each time into a new schema; 0 for not at all.</param>
    public static async Task RunAsync(TextWriter output, BenchmarkFleet fleet, UserFile users, int turns)
    {
        List<double> first = [];
        List<double> again = [];
        List<double> export = [];
        for (int turn = 0; turn < turns; turn++)
        {
            HtpasswdPostgreSqlOptions options = fleet.Options();
            options.Schema = string.Create(CultureInfo.InvariantCulture, $"turn{turn}");
            await using var database = new HtpasswdDatabase(options);
            await database.MigrateAsync();
            first.Add(await TimeAsync(() => ImportAsync(database, users)));
            again.Add(await TimeAsync(() => ImportAsync(database, users)));
            export.Add(await TimeAsync(() => ExportAsync(database, users)));
            await fleet.ExecuteAsync($"DROP SCHEMA {options.Schema} CASCADE");
        }

        await using (var database = new HtpasswdDatabase(fleet.Options()))
        {
            await database.MigrateAsync();
            await ImportAsync(database, users);
        }

        await fleet.ExecuteAsync("VACUUM ANALYZE");
        if (turns > 0)
        {
            await PrintAsync(output, users.Users, [("import into empty tables", first), ("import of the same file once more", again), ("export", export)]);
        }
    }

    private static async Task PrintAsync(TextWriter output, int users, (string Title, List<double> Seconds)[] rows)
    {
        await output.WriteLineAsync("\n### import\n\n| | s, median | all | users/s |\n|---|---|---|---|");
        foreach ((string title, List<double> seconds) in rows)
        {
            string all = string.Join(", ", seconds.Select(one => one.ToString("0.0", CultureInfo.InvariantCulture)));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"| {title} | {seconds.Median():0.0} | {all} | {users / seconds.Median():N0} |"));
        }
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        long started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task ImportAsync(HtpasswdDatabase database, UserFile users)
    {
        await using FileStream file = File.OpenRead(users.Path);
        await database.ImportAsync(file);
    }

    private static async Task ExportAsync(HtpasswdDatabase database, UserFile users)
    {
        string path = users.Path + ".export";
        await using (FileStream file = File.Create(path))
        {
            await database.ExportAsync(file);
        }

        bool isSame = new FileInfo(path).Length == users.Length;
        File.Delete(path);
        if (!isSame)
        {
            throw new InvalidOperationException("The export is not what was imported.");
        }
    }
}
