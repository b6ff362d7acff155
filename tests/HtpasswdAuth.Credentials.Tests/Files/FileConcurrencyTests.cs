using System.Diagnostics;
using HtpasswdAuth.EditorProcess;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Files;

public sealed class FileConcurrencyTests : IDisposable
{
    private const int Writers = 40;
    private const int Each = 5;
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("missing")]
    [InlineData("replaced")]
    [InlineData("in place")]
    public async Task Forty_processes_at_once_lose_nothing(string kind)
    {
        string path = Prepare(kind);
        Process[] processes = [.. Enumerable.Range(0, Writers).Select(i => DotnetProgram.Start(FileFacts.Editor, ["add", path, $"p{i}", $"{Each}"]))];

        foreach (Process process in processes)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await output + error);
            process.Dispose();
        }

        AssertComplete(path, kind, "p");
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("replaced")]
    [InlineData("in place")]
    public void Forty_threads_at_once_lose_nothing(string kind)
    {
        string path = Prepare(kind);
        Thread[] threads = [.. Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                Edits.Set(path, $"t{writer}-{i}", "hash");
            }
        }))];

        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        AssertComplete(path, kind, "t");
    }

    [Fact]
    public async Task Reader_sees_whole_versions_only()
    {
        string path = _directory.File("users");
        Edits.WriteGeneration(path, 0);
        bool enough = false;
        Task writing = Task.Run(() =>
        {
            for (int generation = 1; !Volatile.Read(ref enough); generation++)
            {
                Edits.WriteGeneration(path, generation % 300);
            }
        });

        for (int reads = 0; reads < 300; reads++)
        {
            Assert.True(Edits.IsWhole(await File.ReadAllBytesAsync(path)));
        }

        Volatile.Write(ref enough, true);
        await writing;
    }

    private string Prepare(string kind)
    {
        string path = _directory.File("users");
        if (kind != "missing")
        {
            File.WriteAllText(path, "# kept\nfirst:x\n");
        }

        if (kind == "in place")
        {
            FileFacts.RunTool("ln", path, _directory.File("other"));
        }

        return path;
    }

    private void AssertComplete(string path, string kind, string prefix)
    {
        HashSet<string> lines = [.. File.ReadAllLines(path)];
        for (int i = 0; i < Writers * Each; i++)
        {
            Assert.Contains($"{prefix}{i / Each}-{i % Each}:hash", lines);
        }

        Assert.Equal((Writers * Each) + (kind == "missing" ? 0 : 2), lines.Count);
        Assert.Equal(kind == "in place" ? ["other", "users"] : ["users"], FileFacts.Names(_directory.Path));
    }
}
