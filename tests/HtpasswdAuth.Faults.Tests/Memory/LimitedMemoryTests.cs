using System.Globalization;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>A large file in a process with little memory.</summary>
public sealed class LimitedMemoryTests : IDisposable
{
    private const int Users = 200_000;
    private const int Reloads = 6;
    private readonly TempDirectory _directory = new();
    private readonly string _path;

    public LimitedMemoryTests()
    {
        _path = _directory.File("users");
        using var writer = new StreamWriter(_path);
        for (int i = 0; i < Users; i++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"user{i:D7}:$2y$10$abcdefghijklmnopqrstuO012345678901234567890123456789O\n"));
        }
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ReloadsDoNotPileUp()
    {
        // Two snapshots and a third of one.
        Assert.Equal($"{Reloads} reloads, {Users} users", RunWithin(2.7));
    }

    [Fact]
    public void OutOfMemoryAtAReloadKeepsTheLastSnapshot()
    {
        Assert.Equal($"0 reloads, {Users} users", RunWithin(1.8));
    }

    private string RunWithin(double fileSizes)
    {
        long limit = (long)(fileSizes * new FileInfo(_path).Length);
        ToolResult result = DotnetProgram.Run(
            "HtpasswdAuth.EditorProcess",
            ["reload", _path, $"{Reloads}"],
            "env", string.Create(CultureInfo.InvariantCulture, $"DOTNET_GCHeapHardLimit={limit:x}"));
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output;
    }
}
