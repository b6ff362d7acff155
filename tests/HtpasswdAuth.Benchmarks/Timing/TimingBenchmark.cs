using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Timing;

/// <summary>Whether the clock tells who has an account: a wrong password of a known user against an unknown one, in turns.</summary>
internal static class TimingBenchmark
{
    public static async Task RunAsync(TextWriter output, Settings settings)
    {
        int turns = settings.Get("turns", 60);
        using var site = new BenchmarkSite();
        Machine.Describe(output, "timing");
        output.WriteLine($"bcrypt 10, never the same password twice, one connection; medians of {turns} each; the ratio is the median of the turns' ratios.");
        output.WriteLine();
        output.WriteLine("| server | wrong password ms | unknown user ms | unknown / wrong |");
        output.WriteLine("|---|---|---|---|");
        foreach (string name in (string[])["gate", "scheme", "httpd", "nginx"])
        {
            bool isKestrel = name is "gate" or "scheme";
            if (settings.Includes(name) && (isKestrel || Server.IsInstalled(name)))
            {
                using ServerProcess server = isKestrel
                    ? await Server.StartKestrelAsync(site, name)
                    : await Server.StartPeerAsync(site, name, isProtected: true);
                output.WriteLine(Measure(server, turns));
            }
        }
    }

    private static string Measure(ServerProcess server, int turns)
    {
        const int WarmUpTurns = 5;
        List<double> wrong = [];
        List<double> unknown = [];
        using var connection = new RawConnection(server.Port);
        for (int turn = -WarmUpTurns; turn < turns; turn++)
        {
            double known = Time(connection, BenchmarkSite.AttackedUser, turn);
            double nobody = Time(connection, "nobody" + turn, turn);
            if (turn >= 0)
            {
                wrong.Add(known);
                unknown.Add(nobody);
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {server.Name} | {wrong.Median():0.00} | {unknown.Median():0.00} | {unknown.Zip(wrong, (its, known) => its / known).Median():0.000} |");
    }

    private static double Time(RawConnection connection, string user, int turn)
    {
        byte[] request = RawConnection.Request(BenchmarkSite.Page, BenchmarkSite.Authorization(user, $"guess {turn}"));
        long started = Stopwatch.GetTimestamp();
        int status = connection.Send(request, TimeSpan.FromSeconds(30));
        return status == 401
            ? Stopwatch.GetElapsedTime(started).TotalMilliseconds
            : throw new InvalidOperationException($"Answered {status}.");
    }
}
