using System.Diagnostics;
using HtpasswdAuth.EditorProcess;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Writers killed at any moment, while Apache's htpasswd reads.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly SeededBytes _random = new("killed");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Replaced_file_is_whole_whenever_its_writer_is_killed()
    {
        string path = _directory.File("users");
        Edits.WriteGeneration(path, 0);
        using var stop = new CancellationTokenSource();
        Task<int> reader = Task.Run(() => ReadWithHtpasswd(path, stop.Token));
        int leftBehind = 0;
        for (int i = 0; i < 200; i++)
        {
            await KillWriterAsync(path);
            Assert.True(Edits.IsWhole(await File.ReadAllBytesAsync(path)), $"kill {i}");
            leftBehind += FolderContent.PathsIn(_directory.Path).Length - 1;
            Assert.False(Edits.WriteGeneration(path, -1 - i).WasRestored);
            Assert.Equal([path], FolderContent.PathsIn(_directory.Path));
        }

        await stop.CancelAsync();
        Assert.True(await reader > 50);
        Assert.True(leftBehind > 20, $"Only {leftBehind} writers were killed at work.");
    }

    [Fact]
    public async Task File_written_in_place_is_whole_after_the_next_write()
    {
        string path = _directory.File("users");
        string other = _directory.File("other");
        Edits.WriteGeneration(path, 0);
        Assert.Equal(0, ExternalTool.Run("ln", [path, other]).ExitCode);
        int backups = 0;
        for (int i = 0; i < 60; i++)
        {
            await KillWriterAsync(path);
            backups += Directory.GetFiles(_directory.Path, "*.backup").Length;

            byte[] found = [];
            CredentialFile.Update(path, content =>
            {
                found = content.ToArray();
                return Edits.Generation(-1 - i);
            });

            // The writer's first and third step leave blank lines at the end.
            Assert.True(Edits.IsWhole([.. found.AsSpan().TrimEnd((byte)'\n'), (byte)'\n']), $"kill {i}");
            Assert.Equal([other, path], FolderContent.PathsIn(_directory.Path));
        }

        Assert.True(backups > 5, $"Only {backups} writers were killed at work.");
    }

    /// <summary>
    /// Starts a writer that never stops and kills it with SIGKILL: every second one at any moment, the others shortly after a file
    /// of theirs has been seen.
    /// </summary>
    private async Task KillWriterAsync(string path)
    {
        using Process writer = DotnetProgram.Start("HtpasswdAuth.EditorProcess", ["churn", path]);
        Assert.Equal("ready", await writer.StandardOutput.ReadLineAsync());
        bool atAnyMoment = _random.Next(2) == 0;
        Eventually.Spin(
            () => atAnyMoment || FolderContent.NamesIn(_directory.Path).Any(name => name.StartsWith(".ht-", StringComparison.Ordinal)), "a file of the writer");
        long started = Stopwatch.GetTimestamp();
        var moment = TimeSpan.FromMicroseconds(_random.Next(atAnyMoment ? 60_000 : 2_000));
        SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(started) >= moment);
        writer.Kill();
        await writer.WaitForExitAsync();
        // One killed between the name and the record of its file leaves it to be judged by stillness, for 4 seconds at most.
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime - CredentialFileEvidence.Settled);
    }

    private static int ReadWithHtpasswd(string path, CancellationToken stop)
    {
        int reads = 0;
        for (; !stop.IsCancellationRequested; reads++)
        {
            ToolResult result = ExternalTool.Run("htpasswd", ["-vb", path, "alice", "password"]);
            Assert.True(result.ExitCode == 0, result.Error);
        }

        return reads;
    }
}
