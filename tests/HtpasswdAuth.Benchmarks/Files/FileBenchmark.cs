using System.Diagnostics;
using System.Globalization;

namespace HtpasswdAuth.Benchmarks.Files;

/// <summary>
/// Loading and look-ups by file size, against reading the same bytes into fresh memory, the least any reader must do, and
/// against what is written first: <see cref="File.ReadLines(string)"/> into a dictionary. All three take turns; medians.
/// </summary>
internal static class FileBenchmark
{
    private const int Turns = 11;

    public static void Run(TextWriter output)
    {
        output.WriteLine("| users | load ms | raw read ms | load / raw | dictionary ms | faster than dictionary | live / file bytes | hot look-up ns | random look-up ns | dictionary random ns | bytes per look-up |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (int users in (ReadOnlySpan<int>)[10, 1_000, 100_000, 1_000_000])
        {
            using var file = new UserFile(users);
            output.WriteLine(Measure(file));
        }
    }

    private static string Measure(UserFile file)
    {
        // Small files are loaded many times a turn, for the clock's sake and so that the code is compiled to the end.
        int repeats = Math.Clamp(20_000 / file.Users, 1, 500);
        var load = new double[Turns];
        var raw = new double[Turns];
        var dictionary = new double[Turns];
        WarmUp(file.Path);
        for (int turn = 0; turn < Turns; turn++)
        {
            raw[turn] = Time(repeats, () => RawRead.Read(file.Path));
            load[turn] = Time(repeats, () => HtpasswdFile.Load(file.Path));
            dictionary[turn] = Time(repeats, () => NaiveReader.Read(file.Path));
        }

        LookupFigures lookup = LookupFigures.Measure(file);
        double liveRatio = LiveBytes(file.Path) / (double)file.Length;
        double loadMedian = Median(load);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {file.Users:N0} | {loadMedian:0.000} | {Median(raw):0.000} | {loadMedian / Median(raw):0.00} | {Median(dictionary):0.000} | {Median(dictionary) / loadMedian:0.0}x | {liveRatio:0.000} | {lookup.HotNanoseconds:0} | {lookup.RandomNanoseconds:0} | {lookup.DictionaryNanoseconds:0} | {lookup.BytesPerLookup} |");
    }

    /// <summary>Long enough for the last tier of compilation, which comes in the background.</summary>
    private static void WarmUp(string path)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1))
        {
            GC.KeepAlive(RawRead.Read(path));
            GC.KeepAlive(HtpasswdFile.Load(path));
            GC.KeepAlive(NaiveReader.Read(path));
        }
    }

    private static double Time(int repeats, Func<object> action)
    {
        // Gives memory back to the system, so that everybody starts with pages never touched.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
        {
            GC.KeepAlive(action());
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats;
    }

    private static long LiveBytes(string path)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        HtpasswdFile file = HtpasswdFile.Load(path);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(file);
        return after - before;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
