using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>On a file system that is mounted to be read only nothing is changed, and the message says what to do.</summary>
public sealed class ReadOnlyFolderTests
{
    [Fact]
    public async Task Change_on_a_read_only_file_system_is_refused_with_what_to_do()
    {
        Capability.RequireMounts();
        using AccountProcesses processes = await AccountProcesses.CreateAsync();
        const string Script = """
            mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 100
            shift
            "$@"
            """;

        ToolResult result = Htauth.RunIn(
            ["unshare", "--mount", "sh", "-c", Script, "sh", processes.Folder], ["sessions", "revoke", "alice", "--file", processes.UserFile]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("write the file and its folder", result.Error, StringComparison.Ordinal);
        using HtpasswdAccountDatabase database = processes.Open();
        Assert.Equal(0, (await database.ReadOtpStateAsync()).Find("alice").Epoch);
    }
}
