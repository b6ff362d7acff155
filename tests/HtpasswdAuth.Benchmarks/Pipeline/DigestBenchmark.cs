using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Benchmarks.Pipeline;

/// <summary>
/// A request by Digest, which is hashed and counted each time, beside one by Basic that is answered from the cache. They take turns; what
/// the client does for its responses is done before the clock starts.
/// </summary>
internal static class DigestBenchmark
{
    private const int Requests = 5_000;
    private const int WarmUpTurns = 30;

    public static async Task RunAsync(TextWriter output, Settings settings)
    {
        using var site = new BenchmarkSite();
        using var basic = new DirectApplication(
            services => services.AddAuthorization().AddAuthentication().AddHtpasswd(site.UserFile), UseFramework, isProtected: true);
        using DirectApplication md5 = Digest(site, DigestAlgorithm.Md5);
        using DirectApplication sha256 = Digest(site, DigestAlgorithm.Sha256);
        (string Title, DirectApplication Application, DigestClient? Client)[] cases =
        [
            ("`AddHtpasswd` + `[Authorize]`, Basic from the cache", basic, null),
            ("`AddHtdigest` + `[Authorize]`, MD5", md5, new DigestClient(DigestAlgorithm.Md5)),
            ("`AddHtdigest` + `[Authorize]`, SHA-256", sha256, new DigestClient(DigestAlgorithm.Sha256)),
        ];
        await basic.WarmUpAsync();
        int turns = settings.Get("turns", 51);
        List<double>[] times = [.. cases.Select(_ => new List<double>())];
        for (int turn = -WarmUpTurns; turn < turns; turn++)
        {
            for (int i = 0; i < cases.Length; i++)
            {
                double nanoseconds = await TurnAsync(cases[i].Application, cases[i].Client);
                times[i].AddRange(turn < 0 ? [] : [nanoseconds]);
            }
        }

        Print(output, [.. cases.Select((one, i) => (one.Title, times[i]))]);
    }

    private static async Task<double> TurnAsync(DirectApplication application, DigestClient? client)
    {
        if (client is not null)
        {
            // A nonce a turn, as a client has for its requests of some minutes.
            string[] responses = client.Respond(await application.ChallengeAsync(), Requests);
            int next = 0;
            application.NextAuthorization = () => responses[next++];
        }

        long started = Stopwatch.GetTimestamp();
        application.Run(Requests);
        double nanoseconds = Stopwatch.GetElapsedTime(started).TotalNanoseconds / Requests;
        return application.LastStatus == 200 ? nanoseconds : throw new InvalidOperationException($"Answered {application.LastStatus}.");
    }

    private static DirectApplication Digest(BenchmarkSite site, DigestAlgorithm algorithm)
    {
        string file = site.WriteFile($"{algorithm}.htdigest", DigestClient.Line(algorithm));
        return new DirectApplication(
            services => services.AddAuthorization().AddAuthentication().AddHtdigest(file, BenchmarkSite.Realm), UseFramework, isProtected: true);
    }

    private static void UseFramework(IApplicationBuilder app) => app.UseAuthentication().UseAuthorization();

    private static void Print(TextWriter output, (string Title, List<double> Times)[] cases)
    {
        Machine.Describe(output, "digest");
        output.WriteLine("The request delegate called directly on one reused context; medians. A ratio is the median of the ratios of each turn.");
        output.WriteLine();
        output.WriteLine("| request | ns | ratio to Basic | ns beyond it |");
        output.WriteLine("|---|---|---|---|");
        foreach ((string title, List<double> times) in cases)
        {
            double ratio = times.Zip(cases[0].Times, (own, its) => own / its).Median();
            double beyond = times.Zip(cases[0].Times, (own, its) => own - its).Median();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {title} | {times.Median():0} | {ratio:0.00} | {beyond:0} |"));
        }
    }
}
