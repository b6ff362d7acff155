using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>Writes that the system takes a part of only: at the end of the disk, and at the largest size a process may write.</summary>
public sealed class FullDiskTests
{
    private static readonly string Users = string.Concat(
        Enumerable.Range(0, 2000).Select(number => $"user-{number}:{{SHA}}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void On_a_disk_without_room_the_file_stays_and_the_message_says_so(bool isInPlace)
    {
        Capability.RequireMounts();
        using var directory = new TempDirectory();
        string script = $"""
            mount -t tmpfs -o size=160k none {directory.Path} && cd {directory.Path} && cp "$2" users && cmp -s "$2" users || exit 100
            [ "$1" = False ] || ln users other-name
            shift 2
            "$@"; code=$?
            cat users; exit $code
            """;
        using var source = new TempDirectory();
        string users = source.Write("users", Users);

        ToolResult result = Htauth.RunIn(
            ["unshare", "--mount", "sh", "-c", script, "sh", isInPlace.ToString(), users],
            "htpasswd", "-bs", "users", "alice", "password");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("unable to update file users: No space left on device", result.Error, StringComparison.Ordinal);
        Assert.Equal(Users.Trim(), result.Output);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void At_the_largest_size_a_process_may_write_the_file_stays(bool isInPlace)
    {
        using var directory = new TempDirectory();
        string users = directory.Write("users", Users);
        if (isInPlace)
        {
            ExternalTool.Run("ln", [users, directory.File("other-name")]);
        }

        // The runtime keeps its code in a file larger than that, unless it is told not to.
        ToolResult result = Htauth.RunIn(
            ["env", "DOTNET_EnableWriteXorExecute=0", ExternalTool.Require("prlimit"), $"--fsize={Users.Length - 100}"],
            "htpasswd", "-bs", users, "alice", "password");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"unable to update file {users}: File too large", result.Error, StringComparison.Ordinal);
        Assert.Equal(Users, File.ReadAllText(users));
        Assert.Equal(0, Htauth.Run("htpasswd", "-bs", users, "alice", "password").ExitCode);
        Assert.Empty(Leftovers.In(directory.Path));
    }
}
