using System.Globalization;
using System.Text.RegularExpressions;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Http;

/// <summary>One run of <c>wrk</c> against one server.</summary>
internal sealed partial record WrkRun(double RequestsPerSecond, double CpuMicrosecondsPerRequest, double P99Milliseconds)
{
    public static async Task<WrkRun> MeasureAsync(ServerProcess server, int connections, int seconds)
    {
        TimeSpan before = server.CpuTime;
        string output = await Commands.RunAsync(
            Core.Client,
            "wrk", "--threads", "1", "--connections", $"{connections}", "--duration", $"{seconds}s", "--timeout", "30s", "--latency",
            "--header", "Authorization: " + BenchmarkSite.Authorization(BenchmarkSite.VerifiedUser, BenchmarkSite.Password),
            $"http://127.0.0.1:{server.Port}{BenchmarkSite.Page}");
        double cpu = (server.CpuTime - before).TotalMicroseconds;
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{server.Name} refused requests: {output}");
        }

        Match latency = LatencyPattern.Match(output);
        return new WrkRun(
            Number(RatePattern.Match(output).Groups[1].Value),
            cpu / Number(CountPattern.Match(output).Groups[1].Value),
            Number(latency.Groups[1].Value) * (latency.Groups[2].Value switch { "us" => 0.001, "s" => 1000, _ => 1 }));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RatePattern { get; }

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex CountPattern { get; }

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex LatencyPattern { get; }
}
