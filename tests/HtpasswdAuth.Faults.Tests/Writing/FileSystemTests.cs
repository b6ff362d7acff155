using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>File systems that lack what others have, and files larger than can be held.</summary>
public sealed class FileSystemTests
{
    private const string Users = "carol:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";
    private const string With = Users + "alice:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";

    [Theory]
    [InlineData("EPERM")]
    [InlineData("EOPNOTSUPP")]
    public void Where_files_have_no_modes_they_are_written_without_and_nothing_is_left_behind(string error)
    {
        using var directory = new TempDirectory();
        string users = directory.Write("users", Users);
        string created = directory.File("created");

        ToolResult changed = RunWithout("fchmod", error, "htpasswd", "-bs", users, "alice", "password");
        ToolResult first = RunWithout("fchmod", error, "htpasswd", "-cbs", created, "alice", "password");

        Assert.Equal((0, 0), (changed.ExitCode, first.ExitCode));
        Assert.Equal(With, File.ReadAllText(users));
        Assert.Equal(With[Users.Length..], File.ReadAllText(created));
        Assert.Empty(Leftovers.In(directory.Path));
    }

    [Theory]
    [InlineData("renameat2", "EINVAL")]
    [InlineData("renameat2", "ENOSYS")]
    [InlineData("link", "EPERM")]
    [InlineData("link", "EOPNOTSUPP")]
    public void Where_names_cannot_be_exchanged_or_linked_files_are_written_all_the_same(string call, string error)
    {
        using var directory = new TempDirectory();
        string users = directory.Write("users", Users);
        string created = directory.File("created");

        Assert.Equal(0, RunWithout(call, error, "htpasswd", "-bs", users, "alice", "password").ExitCode);
        Assert.Equal(0, RunWithout(call, error, "group", created, "add", "staff", "alice").ExitCode);

        Assert.Equal(With, File.ReadAllText(users));
        Assert.Equal("staff: alice\n", File.ReadAllText(created));
        Assert.Empty(Leftovers.In(directory.Path));
    }

    [Fact]
    public void Where_folders_cannot_be_flushed_but_files_can_a_change_is_not_refused()
    {
        using var directory = new TempDirectory();
        string users = directory.Write("users", Users);

        ToolResult result = RunOn(directory.Path, "fsync", "EINVAL", "htpasswd", "-bs", users, "alice", "password");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(With, File.ReadAllText(users));
    }

    [Fact]
    public void A_folder_that_fails_to_be_flushed_without_an_exchange_of_names_has_the_old_file_again()
    {
        using var directory = new TempDirectory();
        string users = directory.Write("users", Users);
        string trace = Path.Combine(Path.GetTempPath(), $"{Path.GetFileName(directory.Path)}.trace");

        ToolResult result = Htauth.RunIn(
            [
                ExternalTool.Require("strace"), "-f", "-qq", "-o", trace, "-e", "inject=fsync:error=EIO:when=2", "-e", "inject=renameat2:error=EINVAL",
            ],
            "htpasswd", "-bs", users, "alice", "password");
        File.Delete(trace);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"unable to update file {users}: Input/output error", result.Error, StringComparison.Ordinal);
        Assert.Equal(Users, File.ReadAllText(users));
        Assert.Empty(Leftovers.In(directory.Path));
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_with_the_limit()
    {
        using var directory = new TempDirectory();
        string users = directory.File("users");
        using (FileStream file = File.Create(users))
        {
            file.SetLength(3L << 30);
        }

        string[][] commands = [["users", users], ["check", users], ["htpasswd", "-bs", users, "alice", "password"], ["group", users, "list", "staff"]];
        foreach (string[] command in commands)
        {
            ToolResult result = Htauth.Run(command);

            Assert.Equal(1, result.ExitCode);
            Assert.Contains("larger than 2 GB", result.Error, StringComparison.Ordinal);
        }

        Assert.Equal(3L << 30, new FileInfo(users).Length);
    }

    /// <summary>Without a call, as on a file system that has no such thing.</summary>
    private static ToolResult RunWithout(string call, string error, params string[] arguments)
    {
        Capability.RequireTracing();
        return Htauth.RunIn([ExternalTool.Require("strace"), "-f", "-qq", "-o", "/dev/null", "-e", $"inject={call}:error={error}"], arguments);
    }

    private static ToolResult RunOn(string path, string call, string error, params string[] arguments)
    {
        Capability.RequireTracing();
        return Htauth.RunIn(
            [ExternalTool.Require("strace"), "-f", "-qq", "-o", "/dev/null", "-e", $"inject={call}:error={error}", "-P", path], arguments);
    }
}
