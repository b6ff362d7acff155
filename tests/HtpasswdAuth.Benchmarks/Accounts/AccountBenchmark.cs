using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Accounts;

/// <summary>
/// Durable changes of accounts beside the least that a durable change can be: one write and <c>fdatasync</c>. They take turns; the medians
/// are those of all changes, the ratios those of the medians of a turn.
/// </summary>
internal static class AccountBenchmark
{
    private const int Processes = 4;

    private static readonly string[] Kinds = [AccountWorker.Overwrite, AccountWorker.Append, AccountWorker.Sqlite];

    public static async Task RunAsync(TextWriter output, Settings settings)
    {
        Machine.Describe(output, "accounts");
        output.WriteLine("| users | processes | what | a second | median ms | p99 ms | ratio of medians to `append` | to `write` |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        List<string> starts = [];
        foreach (int users in settings.Get("users", 0) is var chosen and > 0 ? [chosen] : (int[])[1_000, 10_000, 100_000])
        {
            using AccountFolder folder = await AccountFolder.CreateAsync(users);
            starts.Add(await StartAsync(folder.Path, settings.Get("rounds", 9)));
            await ChangeAsync(output, folder.Path, users, settings);
        }

        output.WriteLine();
        output.WriteLine("| enrolled users | start ms, median | snapshot MiB | process at most MiB |");
        output.WriteLine("|---|---|---|---|");
        starts.ForEach(output.WriteLine);
    }

    private static async Task ChangeAsync(TextWriter output, string folder, int users, Settings settings)
    {
        int rounds = settings.Get("rounds", 9);
        string milliseconds = settings.Get("milliseconds", 500).ToString(CultureInfo.InvariantCulture);
        Dictionary<string, Process[]> workers = Kinds.ToDictionary(kind => kind, kind => StartWorkers(kind, folder, users), StringComparer.Ordinal);
        foreach (Process worker in workers.Values.SelectMany(all => all))
        {
            await worker.StandardOutput.ReadLineAsync();
        }

        foreach (int processes in (int[])[1, Processes])
        {
            Dictionary<string, List<double[]>> turns = Kinds.ToDictionary(kind => kind, _ => new List<double[]>(), StringComparer.Ordinal);
            for (int round = 0; round < rounds; round++)
            {
                foreach (string kind in Kinds)
                {
                    turns[kind].Add(await TurnAsync(workers[kind][..processes], milliseconds));
                }
            }

            foreach (string kind in Kinds)
            {
                output.WriteLine(Row(users, processes, kind, turns, double.Parse(milliseconds, CultureInfo.InvariantCulture)));
            }
        }

        foreach (Process worker in workers.Values.SelectMany(all => all))
        {
            worker.StandardInput.Close();
            await worker.WaitForExitAsync();
            worker.Dispose();
        }
    }

    private static Process[] StartWorkers(string kind, string folder, int users) =>
    [
        .. Enumerable.Range(0, Processes).Select(number => Commands.StartAnywhere(Commands.Self(
            "accounts-of", kind, folder, users.ToString(CultureInfo.InvariantCulture), number.ToString(CultureInfo.InvariantCulture)))),
    ];

    /// <returns>How many milliseconds each change took.</returns>
    private static async Task<double[]> TurnAsync(Process[] workers, string milliseconds)
    {
        foreach (Process worker in workers)
        {
            await worker.StandardInput.WriteLineAsync(milliseconds);
        }

        List<double> times = [];
        foreach (Process worker in workers)
        {
            string line = await worker.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await worker.StandardError.ReadToEndAsync());
            times.AddRange(line.Split(',').Select(time => int.Parse(time, CultureInfo.InvariantCulture) / 1000.0));
        }

        return [.. times];
    }

    private static string Row(int users, int processes, string kind, Dictionary<string, List<double[]>> turns, double milliseconds)
    {
        double second = turns[kind].Select(times => times.Length * 1000 / milliseconds).Median();
        double RatioTo(string least) => turns[kind].Zip(turns[least], (one, other) => one.Median() / other.Median()).Median();
        double[] all = [.. turns[kind].SelectMany(times => times)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {users:N0} | {processes} | {kind} | {second:N0} | {all.Median():0.000} | {all.Percentile(0.99):0.00} | {RatioTo(AccountWorker.Append):0.00} | {RatioTo(AccountWorker.Overwrite):0.00} |");
    }

    private static async Task<string> StartAsync(string folder, int rounds)
    {
        List<double[]> starts = [];
        for (int round = 0; round < rounds; round++)
        {
            string line = await Commands.RunAsync(Core.Client, Commands.Self("accounts-start", folder));
            starts.Add([.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))]);
        }

        double Column(int column) => starts.Select(start => start[column]).Median();
        return string.Create(CultureInfo.InvariantCulture, $"| {Column(0):N0} | {Column(1):0} | {Column(2):0.0} | {Column(3):0} |");
    }
}
