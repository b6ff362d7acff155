using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Packages.Tests;

/// <summary>The command line, installed from its package.</summary>
public sealed class ToolTests(PackedPackages packages)
{
    [Fact]
    public void Installed_tool_says_which_it_is()
    {
        ToolResult version = ExternalTool.Run(packages.Tool, ["--version"]);

        Assert.Equal(0, version.ExitCode);
        Assert.Equal("0.1.0", version.Output.Trim());
    }

    [Fact]
    public void Installed_tool_makes_a_password_file_and_knows_the_password_again()
    {
        using TempDirectory directory = new();
        string file = directory.File("users.htpasswd");

        Assert.Equal(0, ExternalTool.Run(packages.Tool, ["htpasswd", "-cbB", file, "alice", "meadow-1851"]).ExitCode);
        Assert.StartsWith("alice:$2y$", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(0, ExternalTool.Run(packages.Tool, ["htpasswd", "-vb", file, "alice", "meadow-1851"]).ExitCode);
        Assert.Equal(3, ExternalTool.Run(packages.Tool, ["htpasswd", "-vb", file, "alice", "meadow-1852"]).ExitCode);
    }
}
