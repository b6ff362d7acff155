using System.Diagnostics;
using System.Text;

namespace HtpasswdAuth.Benchmarks.Files;

/// <summary>What a look-up costs: of one user over and over, and of users in random order.</summary>
internal sealed record LookupFigures(double HotNanoseconds, double RandomNanoseconds, double DictionaryNanoseconds, long BytesPerLookup)
{
    private const int Lookups = 200_000;
    private const int Turns = 9;

    public static LookupFigures Measure(UserFile users) => Measure(users, HtpasswdFile.Load(users.Path));

    /// <param name="users">Whom to look for.</param>
    /// <param name="file">Where to look for them.</param>
    public static LookupFigures Measure(UserFile users, HtpasswdFile file)
    {
        Dictionary<string, string> dictionary = NaiveReader.Read(users.Path);
        var hot = new double[Turns];
        var random = new double[Turns];
        var naive = new double[Turns];
        long allocated = 0;
        for (int turn = 0; turn < Turns; turn++)
        {
            // New names each turn, so that the turn before has not warmed the caches for them.
            byte[][] names = users.PickNames(Lookups);
            string[] texts = Array.ConvertAll(names, Encoding.ASCII.GetString);
            byte[][] same = Enumerable.Repeat(names[0], Lookups).ToArray();
            long before = GC.GetAllocatedBytesForCurrentThread();
            hot[turn] = Time(() => FindAll(file, same));
            random[turn] = Time(() => FindAll(file, names));
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (2 * Lookups);
            naive[turn] = Time(() => FindAll(dictionary, texts));
        }

        return new(Median(hot), Median(random), Median(naive), allocated);
    }

    private static int FindAll(HtpasswdFile file, byte[][] names)
    {
        int found = 0;
        foreach (byte[] name in names)
        {
            found += file.TryFind(name, out HtpasswdEntry entry) ? entry.Hash.Span[0] : 0;
        }

        return found;
    }

    private static int FindAll(Dictionary<string, string> users, string[] names)
    {
        int found = 0;
        foreach (string name in names)
        {
            found += users.TryGetValue(name, out string? hash) ? hash[0] : 0;
        }

        return found;
    }

    private static double Time(Func<int> action)
    {
        long start = Stopwatch.GetTimestamp();
        if (action() == 0)
        {
            throw new InvalidOperationException("Nobody was found.");
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Lookups;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
