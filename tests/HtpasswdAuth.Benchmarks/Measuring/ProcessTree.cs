using System.Globalization;

namespace HtpasswdAuth.Benchmarks.Measuring;

/// <summary>Processor time of a process and of those it started, from <c>/proc</c>.</summary>
internal static class ProcessTree
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static TimeSpan CpuTime(int root) => TimeSpan.FromSeconds(Members(root).Sum(process => process.Ticks) / TicksPerSecond);

    /// <summary>Bytes of memory: of what several share, each has its part.</summary>
    public static long Memory(int root) => Members(root).Sum(process => Memory($"/proc/{process.Id}/smaps_rollup"));

    private static List<(int Id, int Parent, long Ticks)> Members(int root)
    {
        List<(int Id, int Parent, long Ticks)> all = [.. ReadAll()];
        HashSet<int> members = [root];
        for (int before = 0; before != members.Count;)
        {
            before = members.Count;
            members.UnionWith(all.Where(process => members.Contains(process.Parent)).Select(process => process.Id));
        }

        return all.FindAll(process => members.Contains(process.Id));
    }

    private static long Memory(string rollup)
    {
        const string Share = "Pss:";
        try
        {
            string line = File.ReadLines(rollup).First(text => text.StartsWith(Share, StringComparison.Ordinal));
            return 1024 * Number(line[Share.Length..].Replace("kB", "", StringComparison.Ordinal).Trim());
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return 0;
        }
    }

    private static IEnumerable<(int Id, int Parent, long Ticks)> ReadAll()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) && Fields(folder) is { } fields)
            {
                yield return (id, (int)Number(fields[1]), Number(fields[11]) + Number(fields[12]));
            }
        }
    }

    /// <summary>What follows the name of the program in <c>stat</c>: state, parent, …, and user and system time at 11 and 12.</summary>
    private static string[]? Fields(string folder)
    {
        try
        {
            string text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
