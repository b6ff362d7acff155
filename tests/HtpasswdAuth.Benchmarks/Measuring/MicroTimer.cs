using System.Diagnostics;

namespace HtpasswdAuth.Benchmarks.Measuring;

/// <summary>Time and bytes of short things, which take turns; medians.</summary>
internal static class MicroTimer
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(60);

    public static void Measure(IReadOnlyList<MicroCase> cases, int turns)
    {
        int[] counts = [.. cases.Select(Warm)];
        double[][] times = [.. cases.Select(_ => new double[turns])];
        for (int turn = 0; turn < turns; turn++)
        {
            for (int i = 0; i < cases.Count; i++)
            {
                long started = Stopwatch.GetTimestamp();
                cases[i].Loop(counts[i]);
                times[i][turn] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / counts[i];
            }
        }

        for (int i = 0; i < cases.Count; i++)
        {
            cases[i].Turns = times[i];
            cases[i].Bytes = Bytes(cases[i], counts[i]);
        }
    }

    /// <summary>Long enough for the last tier of compilation, which comes in the background; returns how often it fits into a turn.</summary>
    private static int Warm(MicroCase one)
    {
        const int Chunk = 1000;
        long started = Stopwatch.GetTimestamp();
        long done = 0;
        while (Stopwatch.GetElapsedTime(started) < WarmUp)
        {
            one.Loop(Chunk);
            done += Chunk;
        }

        return (int)Math.Clamp(done * (Turn / WarmUp), Chunk, int.MaxValue);
    }

    private static double Bytes(MicroCase one, int count)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        one.Loop(count);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)count;
    }
}
