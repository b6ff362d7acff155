using System.Diagnostics;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Files;

/// <summary>What changes in a row cost.</summary>
/// <param name="MedianMicroseconds">Of one change.</param>
/// <param name="LateMicroseconds">Of the slowest but one percent.</param>
/// <param name="Bytes">Allocated by one change, the median.</param>
/// <param name="Merges">How many changes allocated more than a million bytes.</param>
/// <param name="LongestMilliseconds">Of the slowest of all.</param>
/// <param name="Seconds">Of all together.</param>
internal sealed record ChangeFigures(
    double MedianMicroseconds, double LateMicroseconds, double Bytes, int Merges, double LongestMilliseconds, double Seconds)
{
    private const double MuchMemory = 1_000_000;

    public static ChangeFigures Measure<T>(T start, Func<T, int, T> change, int count)
    {
        double[] times = new double[count];
        double[] bytes = new double[count];
        T current = start;
        GC.Collect();
        for (int i = 0; i < count; i++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long started = Stopwatch.GetTimestamp();
            current = change(current, i);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            bytes[i] = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        GC.KeepAlive(current);
        return new(
            times.Median(), times.Percentile(0.99), bytes.Median(), bytes.Count(one => one > MuchMemory), times.Max() / 1_000, times.Sum() / 1_000_000);
    }
}
