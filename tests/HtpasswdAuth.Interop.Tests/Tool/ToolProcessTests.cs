using System.Diagnostics;
using System.Runtime.Versioning;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

[SupportedOSPlatform("linux")]
public sealed class ToolProcessTests
{
    [Fact]
    public async Task Forty_at_once_lose_nothing()
    {
        using var directory = new TempDirectory();
        string file = directory.Write("users", "first:x\n# a comment\n");
        Process[] processes = [.. Enumerable.Range(0, 40).Select(number =>
        {
            var start = new ProcessStartInfo(ToolRunner.OurProgram, ["htpasswd", "-bs", file, $"user{number}", "pw"]) { RedirectStandardError = true };
            return Process.Start(start)!;
        })];
        await Task.WhenAll(processes.Select(process => process.WaitForExitAsync()));

        Assert.All(processes, process => Assert.Equal(0, process.ExitCode));
        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.Equal(["first:x", "# a comment"], lines[..2]);
        Assert.Equal(Enumerable.Range(0, 40).Select(number => $"user{number}").Order(), lines[2..].Select(line => line.Split(':')[0]).Order());
        Assert.Equal([file], FolderContent.PathsIn(directory.Path));
    }

    [Fact]
    public void Completion_of_bash_offers_verbs_and_options()
    {
        const string Script = """
            PATH="$1:$PATH"; eval "$(htauth completion bash)"
            COMP_LINE='htauth ch'; COMP_POINT=9; COMP_WORDS=(htauth ch); COMP_CWORD=1; _htauth; echo "${COMPREPLY[@]}"
            COMP_LINE='htauth check --'; COMP_POINT=15; COMP_WORDS=(htauth check --); COMP_CWORD=2; _htauth; echo "${COMPREPLY[@]}"
            """;
        using var directory = new TempDirectory();
        ToolResult result = ExternalTool.Run("bash", ["-c", $"cd {directory.Path}; " + Script, "bash", AppContext.BaseDirectory]);

        string[] lines = result.Output.Split('\n');
        Assert.Equal("check", lines[0]);
        Assert.Contains("--json", lines[1], StringComparison.Ordinal);
        Assert.Contains("--type", lines[1], StringComparison.Ordinal);
    }
}
