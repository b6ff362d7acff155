using System.Diagnostics;
using System.Globalization;
using HtpasswdAuth.EditorProcess;
using HtpasswdAuth.Files;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Credentials.Tests;

/// <summary>A code is good once, however many try it, whatever happens to the process, and not at all where that cannot be remembered.</summary>
public sealed class OtpStateConcurrencyTests : IDisposable
{
    private const int Attempts = 64;
    private readonly TempDirectory _directory = new();
    private readonly string _path;

    public OtpStateConcurrencyTests() => _path = _directory.File("users.otp-state");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_64_parallel_attempts_with_the_same_step_exactly_one_wins(bool exists)
    {
        if (exists)
        {
            OtpStateFile.Update(_path, OtpEdits.User, state => state.WithSessionsRevoked());
        }

        int won = 0;
        using var start = new Barrier(Attempts);
        Thread[] threads = [.. Enumerable.Range(0, Attempts).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            Interlocked.Add(ref won, OtpEdits.TryAccept(_path, 58333333) ? 1 : 0);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(1, won);
        Assert.Equal(58333333, OtpStateFile.Load(_path).Find(OtpEdits.User).LastStep);
    }

    [Fact]
    public void Failures_of_64_parallel_attempts_are_all_counted()
    {
        Thread[] threads = [.. Enumerable.Range(0, Attempts).Select(_ => new Thread(() =>
            OtpEdits.Update(_path, state => state.WithFailure(null, OtpScenario.Now))))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(Attempts, OtpStateFile.Load(_path).Find(OtpEdits.User).Failures.Count);
    }

    /// <summary>Each thread of each process tries the steps in order, so that whoever comes first to a step must win it.</summary>
    [Fact]
    public async Task Of_several_processes_that_try_the_same_steps_exactly_one_wins_each()
    {
        const int Steps = 40;
        string signal = _directory.File("go");
        Process[] processes = [.. Enumerable.Range(0, 3).Select(_ => DotnetProgram.Start(FileFacts.Editor, ["otp-steps", _path, signal, $"{Steps}"]))];
        await OtpProcesses.LetGoAsync(processes, signal);
        IReadOnlyList<string> outputs = await OtpProcesses.OutputsAsync(processes);

        IEnumerable<int> accepted = outputs.SelectMany(output => output.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse).Order();

        Assert.Equal(Enumerable.Range(0, Steps), accepted);
        Assert.Equal(Steps - 1, OtpStateFile.Load(_path).Find(OtpEdits.User).LastStep);
    }

    [Fact]
    public async Task Step_that_was_accepted_stays_spent_though_the_process_is_killed()
    {
        for (int i = 0; i < 5; i++)
        {
            File.Delete(_path);
            using Process process = DotnetProgram.Start(FileFacts.Editor, ["otp-churn", _path]);
            while (await process.StandardOutput.ReadLineAsync() is { } line && int.Parse(line, CultureInfo.InvariantCulture) < 20 + i)
            {
            }

            process.Kill();
            string last = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("0");
            await process.WaitForExitAsync();

            // The last line that came may be cut off.
            long spent = OtpStateFile.Load(_path).Find(OtpEdits.User).LastStep;
            Assert.InRange(spent, Math.Max(20 + i, long.Parse(last, CultureInfo.InvariantCulture)), long.MaxValue);
            Assert.False(OtpEdits.TryAccept(_path, spent));
            Assert.True(OtpEdits.TryAccept(_path, spent + 1));
        }
    }

    [Fact]
    public void Nothing_is_accepted_where_the_state_may_not_be_written()
    {
        FileFacts.RequireRootOnLinux();
        OtpEdits.TryAccept(_path, 1);
        byte[] before = File.ReadAllBytes(_path);
        FileFacts.RunTool("chmod", "0755", _directory.Path);
        FileFacts.RunTool("chmod", "0644", _path);

        ToolResult result = DotnetProgram.Run(FileFacts.Editor, ["otp-accept", _path, "2"], FileFacts.AsNobody);

        Assert.Equal((1, "UnauthorizedAccessException"), (result.ExitCode, result.Output));
        Assert.Equal(before, File.ReadAllBytes(_path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_accepted_where_the_disk_is_full(bool exists)
    {
        string disk = _directory.File("disk");
        Directory.CreateDirectory(disk);
        using IDisposable mount = FileFacts.Mount("-t", "tmpfs", "-o", "size=64k", "none", disk);
        string path = Path.Combine(disk, "users.otp-state");
        if (exists)
        {
            OtpEdits.TryAccept(path, 1);
        }

        FillUp(Path.Combine(disk, "filling"));

        Assert.Throws<IOException>(() => OtpEdits.TryAccept(path, 2));

        File.Delete(Path.Combine(disk, "filling"));
        Assert.Equal(exists ? ["users.otp-state"] : [], FileFacts.Names(disk));
        Assert.Equal(!exists, OtpEdits.TryAccept(path, 1));
        Assert.True(OtpEdits.TryAccept(path, 2));
    }

    [Fact]
    public void Waiting_for_the_lock_can_be_ended()
    {
        File.WriteAllText(_path, "");
        using CredentialFileLock held = CredentialFileLock.Acquire(_path, TimeSpan.Zero);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.ThrowsAny<OperationCanceledException>(() => OtpStateFile.Update(_path, "alice", state => state.WithSessionsRevoked(), stop.Token));
    }

    private static void FillUp(string path)
    {
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                stream.Write(new byte[1024]);
            }
        }
        catch (IOException)
        {
        }
    }
}
