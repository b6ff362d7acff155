using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// What the base library does with a failed fsync, and why the product has a call of its own. Once a test here fails the runtime
/// has been mended.
/// </summary>
public sealed class RuntimeFlushTests
{
    [Theory]
    [InlineData("FlushToDisk")]
    [InlineData("Flush")]
    public void TheBaseLibraryIsSilentAboutAFailedFsync(string method)
    {
        Capability.RequireTracing();
        using var directory = new TempDirectory();
        string path = directory.Write("file", "");
        string trace = directory.File("trace");

        ToolResult result = DotnetProgram.Run(
            "HtpasswdAuth.EditorProcess",
            ["flush", path, method],
            "strace", "-f", "-qq", "-o", trace, "-e", "trace=fsync", "-e", "inject=fsync:error=EIO", "-P", path);

        Assert.Contains("EIO", File.ReadAllText(trace), StringComparison.Ordinal);
        Assert.Equal("acknowledged", result.Output);
        Assert.Equal(0, result.ExitCode);
    }
}
