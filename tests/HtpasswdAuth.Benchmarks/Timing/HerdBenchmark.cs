using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Timing;

/// <summary>Many equal first sign-ins at once: how many of them are hashed.</summary>
internal static class HerdBenchmark
{
    public static async Task RunAsync(TextWriter output, Settings settings)
    {
        int clients = settings.Get("clients", 64);
        using var site = new BenchmarkSite();
        using ServerProcess server = await Server.StartKestrelAsync(site, KestrelVariant.Counted);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };

        long started = Stopwatch.GetTimestamp();
        Task<int>[] all = [.. Enumerable.Range(0, clients).Select(_ => SignInAsync(client))];
        int[] statuses = await Task.WhenAll(all);
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        string hashes = await client.GetStringAsync(new Uri(KestrelServer.HashesPage, UriKind.Relative));

        Machine.Describe(output, "herd");
        output.WriteLine("| equal first sign-ins at once | answered 200 | hashes | all answered after ms |");
        output.WriteLine("|---|---|---|---|");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {clients} | {statuses.Count(status => status == 200)} | {hashes} | {milliseconds:0} |"));
    }

    private static async Task<int> SignInAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, BenchmarkSite.Page);
        request.Headers.TryAddWithoutValidation(
            "Authorization", BenchmarkSite.Authorization(BenchmarkSite.VerifiedUser, BenchmarkSite.Password));
        using HttpResponseMessage response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
