using HtpasswdAuth.Benchmarks.Measuring;
using HtpasswdAuth.Benchmarks.Servers;

namespace HtpasswdAuth.Benchmarks.Http;

/// <summary>One row: a running server, the row it is compared with, and the runs so far.</summary>
internal sealed class HttpCase(string title, ServerProcess server, HttpCase? baseline, bool hashesEveryRequest) : IDisposable
{
    // Whoever hashes every request answers a dozen a second; with 64 waiting, a short run would end before the first answer.
    private const int ManyConnections = 64;
    private const int FewConnections = 8;

    public string Title => title;

    public HttpCase? Baseline => baseline;

    public int Connections => hashesEveryRequest ? FewConnections : ManyConnections;

    public List<WrkRun> Runs { get; } = [];

    public double Rate => Runs.Select(run => run.RequestsPerSecond).Median();

    /// <summary>Of the round that was disturbed least: whatever else the machine does adds to this and never takes from it.</summary>
    public double Cpu => Runs.Min(run => run.CpuMicrosecondsPerRequest);

    public double P99 => Runs.Select(run => run.P99Milliseconds).Median();

    public async Task MeasureAsync(int seconds, bool keep = true)
    {
        WrkRun run = await WrkRun.MeasureAsync(server, Connections, seconds);
        if (keep)
        {
            Runs.Add(run);
        }

        await server.WaitUntilIdleAsync();
    }

    /// <summary>Of throughput, run by run against the other's run of the same round; the median of these.</summary>
    public double RateRatioTo(HttpCase other) => Runs.Zip(other.Runs, (own, its) => own.RequestsPerSecond / its.RequestsPerSecond).Median();

    /// <summary>Of processor time a request, the other's over ours, so that it reads as the ratio of throughput does.</summary>
    public double CpuRatioTo(HttpCase other) => other.Cpu / Cpu;

    public void Dispose() => server.Dispose();
}
