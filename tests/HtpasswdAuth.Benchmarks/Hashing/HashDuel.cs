using System.Diagnostics;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Hashing;

/// <summary>
/// Measures two loops in turns too short for the machine to change its speed meanwhile. Each turn gives a ratio of its own,
/// against the mean of the turn of C before it and the one behind it; their median is what a busy neighbour changes least.
/// </summary>
internal static class HashDuel
{
    private const double NanosecondsPerTurn = 500_000;

    public static HashFigures Measure(HashCase one, TimeSpan time)
    {
        int ours = CallsPerTurn(one.Ours);
        int theirs = one.Theirs is null ? 0 : CallsPerTurn(one.Theirs);
        List<double> times = [];
        List<double> references = [];
        List<double> ratios = [];
        long started = Stopwatch.GetTimestamp();
        double before = Turn(one.Theirs, theirs);
        while (Stopwatch.GetElapsedTime(started) < time || times.Count < 5)
        {
            double own = Turn(one.Ours, ours) / one.PerCall;
            double after = Turn(one.Theirs, theirs);
            times.Add(own);
            references.Add(after);
            ratios.Add(own * 2 / (before + after));
            before = after;
        }

        return new HashFigures(
            times.Median(), references.Median(), ratios.Median(), ratios.Percentile(0.25), ratios.Percentile(0.75), Bytes(one));
    }

    private static double Turn(Action<int>? loop, int calls)
    {
        if (loop is null)
        {
            return double.NaN;
        }

        double started = ThreadClock.Nanoseconds();
        loop(calls);
        return (ThreadClock.Nanoseconds() - started) / calls;
    }

    /// <summary>Runs long enough for the last tier of compilation, which comes in the background.</summary>
    private static int CallsPerTurn(Action<int> loop)
    {
        var warmUp = TimeSpan.FromMilliseconds(300);
        int calls = 1;
        double each = Turn(loop, calls);
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < warmUp;)
        {
            calls = (int)Math.Clamp(NanosecondsPerTurn / each, 1, 100_000);
            each = Turn(loop, calls);
        }

        return calls;
    }

    private static double Bytes(HashCase one)
    {
        const int Calls = 3;
        long before = GC.GetAllocatedBytesForCurrentThread();
        one.Ours(Calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Calls * one.PerCall);
    }
}
