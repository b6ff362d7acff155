using System.Diagnostics;
using System.Globalization;
using System.Text;
using HtpasswdAuth.Benchmarks.Measuring;

namespace HtpasswdAuth.Benchmarks.Files;

/// <summary>
/// Memory and time to read a file at first, to read it anew while the old snapshot is served, and to change one user: each number of users in
/// a fresh process, by the kernel's own count of its resident memory.
/// </summary>
internal static class MemoryBenchmark
{
    private const string Hash = "$2y$10$abcdefghijklmnopqrstuO012345678901234567890123456789O";
    private const double MiB = 1024 * 1024;
    private const int Reloads = 5;

    public static async Task RunAsync(TextWriter output, Settings settings)
    {
        Machine.Describe(output, "memory");
        output.WriteLine("| users | file MiB | start: peak MiB | ms | reloads: peak MiB beside the snapshot | / file | ms, median | after the last one MiB | change: peak MiB beside it | ms, median |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (int users in settings.Get("users", 0) is var chosen and > 0 ? [chosen] : (int[])[10_000, 100_000, 1_000_000])
        {
            using var first = new UserFile(users);
            using var second = new UserFile(users);
            await File.AppendAllTextAsync(second.Path, $"another:{Hash}\n");
            output.Write(await Commands.RunAsync(1, Commands.Self("memory-of", first.Path, second.Path)));
        }
    }

    /// <summary>In a process of its own.</summary>
    public static void Measure(TextWriter output, string path, string other)
    {
        long empty = Resident("VmRSS");
        Figures start = Run(() => HtpasswdFile.Load(path), out HtpasswdFile? served);
        double snapshot = Math.Max(0, Settle() - empty) / MiB;
        var reloads = new Figures[Reloads];
        for (int i = 0; i < Reloads; i++)
        {
            // What was served is garbage from the next reload on, as it is in a site.
            HtpasswdFile before = served!;
            string next = i % 2 == 0 ? other : path;
            reloads[i] = Run(() => HtpasswdFile.Load(next), out served);
            GC.KeepAlive(before);
        }

        double after = (Resident("VmRSS") - empty) / MiB;
        Settle();
        var changes = new Figures[Reloads];
        for (int i = 0; i < Reloads; i++)
        {
            string user = string.Create(CultureInfo.InvariantCulture, $"user{i:D7}");
            changes[i] = Run(() => Change(path, user), out CredentialFileUpdateResult _);
        }

        GC.KeepAlive(served);
        double file = new FileInfo(path).Length / MiB;
        double reload = reloads.Max(figures => figures.Peak) - empty / MiB - snapshot;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {served!.Count:N0} | {file:0.0} | {start.Peak - empty / MiB:0.0} | {start.Milliseconds:0} | {reload:0.0} | {reload / file:0.00} | {Median(reloads):0} | {after:0.0} | {changes.Max(figures => figures.Rise):0.0} | {Median(changes):0} |"));
    }

    private static CredentialFileUpdateResult Change(string path, string user) => CredentialFile.Edit(
        path, text => HtpasswdFileEditor.SetIn(text, Encoding.ASCII.GetBytes(user), Encoding.ASCII.GetBytes(Hash)));

    private static Figures Run<T>(Func<T> action, out T? result)
    {
        // The highest mark falls to what is resident now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        long before = Resident("VmRSS");
        long started = Stopwatch.GetTimestamp();
        result = action();
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        double peak = Resident("VmHWM") / MiB;
        return new Figures(peak, peak - before / MiB, milliseconds);
    }

    private static long Settle()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Resident("VmRSS");
    }

    private static double Median(Figures[] figures) => figures.Select(one => one.Milliseconds).Median();

    private static long Resident(string name)
    {
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(name.Length + 1, line.Length - name.Length - 4).Trim(), CultureInfo.InvariantCulture);
    }

    private readonly record struct Figures(double Peak, double Rise, double Milliseconds);
}
