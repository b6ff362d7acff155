using System.Diagnostics;
using System.Security.Cryptography;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// Programs that know nothing of our lock, one at a time: beside each other they lose each other's lines, which proves nothing of ours. What one
/// of them leaves broken is put right at once, as an administrator would.
/// </summary>
internal sealed class ForeignWriters(string file, SmallDisk disk, Ledger ledger, string[] uninvolved)
{
    private readonly Lock _turn = new();

    /// <summary>With a pause, in which ours may write; without one they are refused and the file is Apache's alone.</summary>
    public async Task ChangeByApacheAsync(int round)
    {
        lock (_turn)
        {
            using IDisposable run = ledger.Foreign("htpasswd");
            ToolResult result = ExternalTool.Run("htpasswd", ["-b", "-s", file, $"theirs{round % 5}", $"password{round}"]);
            ledger.Count(result.ExitCode == 0 ? "htpasswd done" : "htpasswd refused");
        }

        await Task.Delay(TimeSpan.FromMilliseconds(150 + RandomNumberGenerator.GetInt32(300)));
    }

    public async Task KillApacheAsync(int round)
    {
        lock (_turn)
        {
            using IDisposable run = ledger.Foreign("killed htpasswd");
            byte[] before = File.ReadAllBytes(file);
            using Process program = Process.Start(
                new ProcessStartInfo("htpasswd", ["-b", "-s", file, "theirs", $"password{round}"]) { RedirectStandardError = true })!;
            var moment = TimeSpan.FromMicroseconds(RandomNumberGenerator.GetInt32(6_000));
            long started = Stopwatch.GetTimestamp();
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(started) >= moment, TimeSpan.FromSeconds(1));
            program.Kill();
            program.WaitForExit(TimeSpan.FromSeconds(30));
            ledger.Count("htpasswd killed");
            Mend(before);
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
    }

    /// <summary>What it read before the others wrote is what it writes: their changes may be lost by that, no other line.</summary>
    public async Task EditAsync(int round)
    {
        lock (_turn)
        {
            using IDisposable run = ledger.Foreign("editor");
            byte[] content = File.ReadAllBytes(file);
            int half = content.Length / 2;
            using FileStream stream = new(file, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(content, 0, half);
            stream.Flush(flushToDisk: false);
            Thread.Sleep(TimeSpan.FromMilliseconds(100 * (1 + (round % 4))));
            stream.Write(content, half, content.Length - half);
            stream.Flush(flushToDisk: false);
            ledger.Count("edits");
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
    }

    /// <summary>For ours alone: one of Apache's that finds no room leaves an empty file.</summary>
    public async Task FillDiskAsync(int round)
    {
        await Task.Delay(TimeSpan.FromSeconds(4));
        lock (_turn)
        {
            using IDisposable full = disk.Fill();
            Thread.Sleep(TimeSpan.FromMilliseconds(500 * (1 + (round % 3))));
            ledger.Count("full disks");
        }
    }

    /// <summary>Between two of them: no line of a user with whom nothing is done is gone, and what was acknowledged is there.</summary>
    public async Task AuditAsync(int round)
    {
        lock (_turn)
        {
            Audit();
        }

        await Task.Delay(TimeSpan.FromMilliseconds(500));
    }

    public void Audit()
    {
        foreach (string line in uninvolved.Except(File.ReadAllLines(file)))
        {
            ledger.Fault($"gone: {line}");
        }

        ledger.Audit(() => HtpasswdFile.Load(file));
    }

    /// <summary>While none of them is at work: nothing but ours could bring back what is taken away meanwhile.</summary>
    public T Alone<T>(Func<T> work)
    {
        lock (_turn)
        {
            return work();
        }
    }

    private void Mend(byte[] before)
    {
        if (uninvolved.Except(File.ReadAllLines(file)).Any())
        {
            string whole = file + ".whole";
            File.WriteAllBytes(whole, before);
            ExternalTool.Run("chmod", ["--reference", file, whole]);
            File.Move(whole, file, overwrite: true);
            ledger.Count("mended after a kill");
        }
    }
}
