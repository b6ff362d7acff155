using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Http;

/// <summary>
/// Requests of a user who is signed in already: what asking for a password costs a server. All servers run at once, each
/// idle but in its turn; the order turns round every round.
/// </summary>
internal static class HttpBenchmark
{
    private const int WarmUpRounds = 3;

    public static async Task RunAsync(TextWriter output, Settings settings)
    {
        int rounds = settings.Get("rounds", 9);
        int seconds = settings.Get("seconds", 3);
        using var site = new BenchmarkSite();
        List<HttpCase> cases = await StartAsync(site, settings);
        try
        {
            await WarmUpAsync(cases, seconds);
            for (int round = 0; round < rounds; round++)
            {
                foreach (HttpCase one in round % 2 == 0 ? cases : cases.AsEnumerable().Reverse())
                {
                    await one.MeasureAsync(seconds);
                }
            }

            Print(output, cases, $"{rounds} rounds of {seconds} s");
        }
        finally
        {
            cases.ForEach(one => one.Dispose());
        }
    }

    /// <summary>.NET goes on compiling for many seconds under load; the variants must all have come to the end of that.</summary>
    private static async Task WarmUpAsync(List<HttpCase> cases, int seconds)
    {
        foreach (HttpCase one in Enumerable.Repeat(cases, WarmUpRounds).SelectMany(all => all))
        {
            await one.MeasureAsync(seconds, keep: false);
        }
    }

    private static async Task<List<HttpCase>> StartAsync(BenchmarkSite site, Settings settings)
    {
        List<HttpCase> cases = [];
        if (settings.Includes("kestrel"))
        {
            var open = await Kestrel("Kestrel, no authentication", KestrelVariant.Open, null);
            await Kestrel("Kestrel + `UseHtpasswd`, bcrypt 10", KestrelVariant.Gate, open);
            var floor = await Kestrel("Kestrel + a handler that does nothing + `RequireAuthorization` (the floor)", KestrelVariant.Floor, open);
            await Kestrel("Kestrel + `AddHtpasswd` + `RequireAuthorization`, bcrypt 10", KestrelVariant.Scheme, floor);
        }

        if (settings.Includes("rules"))
        {
            site.WriteRules();
            var rules = await Kestrel("Kestrel, a file under `RequireGroup(\"admins\")` in Program.cs", KestrelVariant.Rules, null);
            await Kestrel("Kestrel, the same file under `Require group admins` in `.htaccess`", KestrelVariant.Htaccess, rules);
        }

        if (settings.Includes("idunno"))
        {
            await Kestrel("Kestrel + idunno.Authentication.Basic 2.3.1, bcrypt 10", KestrelVariant.Idunno, cases.FirstOrDefault(), slow: true);
        }

        foreach (string peer in (string[])["httpd", "nginx", "lighttpd"])
        {
            if (settings.Includes(peer) && Server.IsInstalled(peer))
            {
                var open = Add(new HttpCase($"{peer}, no authentication", await Server.StartPeerAsync(site, peer, isProtected: false), null, false));
                string title = peer == "lighttpd" ? "lighttpd, bcrypt 10, `auth.cache`" : $"{peer}, bcrypt 10";
                Add(new HttpCase(title, await Server.StartPeerAsync(site, peer, isProtected: true), open, peer != "lighttpd"));
            }
        }

        return cases;

        HttpCase Add(HttpCase one)
        {
            cases.Add(one);
            return one;
        }

        async Task<HttpCase> Kestrel(string title, string variant, HttpCase? baseline, bool slow = false) =>
            Add(new HttpCase(title, await Server.StartKestrelAsync(site, variant), baseline, slow));
    }

    private static void Print(TextWriter output, List<HttpCase> cases, string runs)
    {
        Machine.Describe(output, "http");
        output.WriteLine($"Server on one core, wrk on another, keep-alive; medians of {runs}, taken in turns; CPU of the best round.");
        output.WriteLine();
        output.WriteLine("| server | connections | requests/s | least CPU µs/request | p99 ms | compared with | ratio of requests/s | ratio of least CPU |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (HttpCase one in cases)
        {
            string ratios = one.Baseline is { } other
                ? string.Create(CultureInfo.InvariantCulture, $"{other.Title} | {one.RateRatioTo(other):0.0000} | {one.CpuRatioTo(other):0.0000}")
                : "| | ";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {one.Title} | {one.Connections} | {one.Rate:N0} | {one.Cpu:N1} | {one.P99:0.0} | {ratios} |"));
        }
    }
}
