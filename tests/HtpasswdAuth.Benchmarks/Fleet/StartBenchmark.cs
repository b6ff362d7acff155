using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Files;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.PostgreSql;
using HtpasswdAuth.Testing;
using Npgsql;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>A node that starts with many users, beside the least that reading them takes. All take turns.</summary>
internal static class StartBenchmark
{
    private const string TwoColumns = "COPY (SELECT name, hash FROM htpasswd.users WHERE hash IS NOT NULL) TO STDOUT (FORMAT BINARY)";

    public static async Task RunAsync(TextWriter output, BenchmarkFleet fleet, UserFile users, Settings settings)
    {
        (string Title, Func<Task<double>> Run)[] cases =
        [
            ("`psql`, `COPY htpasswd.users TO STDOUT`", () => PsqlAsync(fleet, "COPY htpasswd.users TO STDOUT")),
            ("`psql`, names and hashes in binary", () => PsqlAsync(fleet, TwoColumns)),
            ("Npgsql, the same, read and dropped", () => TimeAsync(() => NodeProcess.ReadRawAsync(fleet.ConnectionString))),
            ("a node starts", () => NodeAsync(fleet)),
            ("a node starts in a new process", () => ProcessAsync(NodeProcess.Node, fleet.ConnectionString)),
            ("Npgsql in a new process, names and hashes read and dropped", () => ProcessAsync(NodeProcess.Raw, fleet.ConnectionString)),
            ("the user file is loaded", () => TimeAsync(() => Task.Run(() => HtpasswdFile.Load(users.Path)))),
            ("the user file is loaded in a new process", () => ProcessAsync(NodeProcess.File, users.Path)),
        ];
        int turns = settings.Get("starts", 7);
        List<double>[] times = [.. cases.Select(_ => new List<double>())];
        for (int turn = -1; turn < turns; turn++)
        {
            for (int i = 0; i < cases.Length; i++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                double milliseconds = await cases[i].Run();
                times[i].AddRange(turn < 0 ? [] : [milliseconds]);
            }
        }

        Print(output, [.. cases.Select((one, i) => (one.Title, times[i]))]);
        await PrintMemoryAsync(output, fleet, users);
    }

    private static void Print(TextWriter output, (string Title, List<double> Times)[] cases)
    {
        output.WriteLine("| | ms, median | least to most | ratio to `COPY` of the table | ratio to binary `COPY` | ratio to binary `COPY` in this process |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach ((string title, List<double> times) in cases)
        {
            string ratios = string.Join(" | ", cases[..3].Select(basis => Ratio(times, basis.Times)));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {title} | {times.Median():0} | {times.Min():0} to {times.Max():0} | {ratios} |"));
        }
    }

    private static string Ratio(List<double> times, List<double> basis) =>
        times.Zip(basis, (own, its) => own / its).Median().ToString("0.00", CultureInfo.InvariantCulture);

    private static async Task PrintMemoryAsync(TextWriter output, BenchmarkFleet fleet, UserFile users)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        HtpasswdFile file = HtpasswdFile.Load(users.Path);
        double fileBytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)file.Count;
        string[] figures = (await ChildAsync(NodeProcess.Node, fleet.ConnectionString)).Split(' ', StringSplitOptions.TrimEntries);
        string[] ofFile = (await ChildAsync(NodeProcess.File, users.Path)).Split(' ', StringSplitOptions.TrimEntries);
        double nodeBytes = double.Parse(figures[2], CultureInfo.InvariantCulture) / file.Count;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nMemory: {fileBytes:0.0} bytes a user from the file, {nodeBytes:0.0} in a process that is a node; that process had {figures[1]} MiB at most, one that loads the file {ofFile[1]}."));
        GC.KeepAlive(file);
    }

    private static async Task<double> NodeAsync(BenchmarkFleet fleet)
    {
        FleetNode? node = null;
        double milliseconds = await TimeAsync(async () => node = await fleet.StartNodeAsync());
        await node!.DisposeAsync();
        return milliseconds;
    }

    private static async Task<double> ProcessAsync(string what, string source) =>
        double.Parse((await ChildAsync(what, source)).Split(' ')[0], CultureInfo.InvariantCulture);

    private static Task<string> ChildAsync(string what, string source) =>
        Task.Run(() => Check(ExternalTool.Run("dotnet", Commands.Self("fleet-node", what, source)[1..])));

    private static Task<double> PsqlAsync(BenchmarkFleet fleet, string copy)
    {
        string database = new NpgsqlConnectionStringBuilder(fleet.ConnectionString).Database!;
        string port = fleet.Port.ToString(CultureInfo.InvariantCulture);
        const string Script = "exec \"$(ls /usr/lib/postgresql/*/bin/psql | tail -n 1)\" -q -X -h 127.0.0.1 -p \"$1\" -U postgres -d \"$2\" -c \"$3\" >/dev/null";
        return TimeAsync(() => Task.Run(() => Check(ExternalTool.Run("sh", ["-c", Script, "sh", port, database, copy]))));
    }

    private static string Check(ToolResult result) =>
        result.ExitCode == 0 ? result.Output : throw new InvalidOperationException(result.Error);

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        long started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
