using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Fleet;

/// <summary>What several who do the same again and again, each waiting for the answer, get done.</summary>
/// <param name="Calls">Calls a second.</param>
/// <param name="Units">Units a second.</param>
/// <param name="Milliseconds">How long each call took.</param>
/// <param name="ServerMicroseconds">Processor time of the server for one unit.</param>
internal sealed record LoadFigures(double Calls, double Units, IReadOnlyList<double> Milliseconds, double ServerMicroseconds)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <param name="fleet">Whose server's time is counted.</param>
    /// <param name="workers">How many do it at once.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="call">Does it, by the number of the one who does, and returns how many units that were.</param>
    public static async Task<LoadFigures> MeasureAsync(BenchmarkFleet fleet, int workers, int seconds, Func<int, Task<int>> call)
    {
        await RunAsync(workers, WarmUp, call);
        TimeSpan before = fleet.ServerTime();
        long started = Stopwatch.GetTimestamp();
        (long units, List<double> times) = await RunAsync(workers, TimeSpan.FromSeconds(seconds), call);
        double elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double server = (fleet.ServerTime() - before).TotalMicroseconds;
        return new(times.Count / elapsed, units / elapsed, times, server / units);
    }

    /// <summary>Cells of a table: units a second, median and p99 of a call, the server's time for a unit.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Units:N0} | {Milliseconds.Median():0.0} / {Milliseconds.Percentile(0.99):0.0} | {ServerMicroseconds:0.0}");

    private static async Task<(long Units, List<double> Milliseconds)> RunAsync(int workers, TimeSpan time, Func<int, Task<int>> call)
    {
        long started = Stopwatch.GetTimestamp();
        (long Units, List<double> Milliseconds)[] done = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            long units = 0;
            List<double> times = [];
            while (Stopwatch.GetElapsedTime(started) < time)
            {
                long begin = Stopwatch.GetTimestamp();
                units += await call(worker);
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            return (units, times);
        })));
        return (done.Sum(one => one.Units), [.. done.SelectMany(one => one.Milliseconds)]);
    }
}
