using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Storm;

/// <summary>How many who log in at once are let in a second, and whether those who are signed in feel it when somebody guesses at a password.</summary>
internal static class StormBenchmark
{
    private const int BadRate = 200;

    public static async Task RunAsync(TextWriter output, Settings settings)
    {
        int seconds = settings.Get("seconds", 8);
        int rounds = settings.Get("rounds", 3);
        Machine.Describe(output, "storm");
        if (settings.Includes("logins"))
        {
            await LoginStorm.RunAsync(output, settings);
            output.WriteLine();
        }

        string[] servers = [.. ((string[])["gate", "scheme", "httpd", "nginx", "lighttpd"]).Where(name => settings.Includes(name) && (IsKestrel(name) || Server.IsInstalled(name)))];
        if (servers.Length > 0)
        {
            await MeasureAsync(output, servers, seconds, rounds);
        }
    }

    private static bool IsKestrel(string name) => name is "gate" or "scheme";

    private static async Task MeasureAsync(TextWriter output, string[] servers, int seconds, int rounds)
    {
        using var site = new BenchmarkSite();
        output.WriteLine($"Server on one core, load on another; {BadRate} wrong bcrypt-10 passwords a second for {seconds} s; latency from when a request was due; medians of {rounds} rounds.");
        output.WriteLine();
        output.WriteLine("| server | good requests/s | quiet p50 / p99 / max ms | storm p50 / p99 / max ms | refused | unanswered | storm answered 401 / 503 / not |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (string name in servers)
        {
            using ServerProcess server = IsKestrel(name)
                ? await Server.StartKestrelAsync(site, name)
                : await Server.StartPeerAsync(site, name, isProtected: true);

            // httpd and nginx hash every request, and 200 a second are more than they can carry without any storm.
            int goodRate = name is "httpd" or "nginx" ? 5 : 200;
            output.WriteLine(await MeasureAsync(server, goodRate, seconds, rounds));
        }
    }

    private static async Task<string> MeasureAsync(ServerProcess server, int goodRate, int seconds, int rounds)
    {
        List<LoadReport> quiet = [];
        List<LoadReport> storm = [];
        for (int round = 0; round < rounds; round++)
        {
            quiet.Add(await LoadAsync(server, new LoadPlan(server.Port, seconds, goodRate, 0)));
            storm.Add(await LoadAsync(server, new LoadPlan(server.Port, seconds, goodRate, BadRate)));
        }

        int good = storm.Sum(report => report.Good);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {server.Name} | {goodRate} | {Latency(quiet)} | {Latency(storm)} | {storm.Sum(report => report.GoodRefused)} of {good} | {storm.Sum(report => report.GoodUnanswered)} of {good} | {storm.Sum(report => report.Bad401)} / {storm.Sum(report => report.Bad503)} / {storm.Sum(report => report.BadUnanswered)} |");
    }

    private static async Task<LoadReport> LoadAsync(ServerProcess server, LoadPlan plan)
    {
        string report = await Commands.RunAsync(Core.Client, Commands.Self("load", plan.ToString()));
        await server.WaitUntilIdleAsync();
        return LoadReport.Parse(report);
    }

    private static string Latency(List<LoadReport> reports) => string.Create(
        CultureInfo.InvariantCulture,
        $"{reports.Select(report => report.P50).Median():0.00} / {reports.Select(report => report.P99).Median():0.0} / {reports.Select(report => report.Max).Median():0.0}");
}
