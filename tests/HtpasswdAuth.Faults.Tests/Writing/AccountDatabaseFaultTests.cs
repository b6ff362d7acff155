using System.Globalization;
using HtpasswdAuth.Sqlite;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// Each system call with which a change of the account database writes fails once, or is the last thing before a kill. What was answered with
/// success is there afterwards, the database is whole, and the next change is made.
/// </summary>
public sealed class AccountDatabaseFaultTests : IDisposable
{
    private static readonly string[] Change = ["sessions", "revoke", "alice", "--file"];

    private readonly TempDirectory _directory = new();
    private int _copies;

    [Theory]
    [InlineData("EIO")]
    [InlineData("ENOSPC")]
    public async Task Failed_call_loses_nothing_that_was_acknowledged(string error)
    {
        Capability.RequireTracing();
        string trace = _directory.File("trace-of-failure");

        foreach (SystemCall call in Calls())
        {
            string users = Site();
            ToolResult result = Htauth.RunIn(Strace.Failing(trace, call, error), [.. Change, users]);
            await AssertWholeAsync(users, isAcknowledged: result.ExitCode == 0, $"{call.Name} {call.Ordinal}: {result.Error}");
        }
    }

    [Fact]
    public async Task Killed_process_loses_nothing_that_was_acknowledged()
    {
        Capability.RequireTracing();
        string trace = _directory.File("trace-of-kill");
        int killed = 0;

        foreach (SystemCall call in Calls())
        {
            string users = Site();
            ToolResult result = Htauth.RunIn(Strace.Killing(trace, call), [.. Change, users]);
            killed += result.ExitCode == 0 ? 0 : 1;
            await AssertWholeAsync(users, isAcknowledged: result.ExitCode == 0, $"{call.Name} {call.Ordinal}");
        }

        Assert.True(killed > 0);
    }

    [Fact]
    public void Full_disk_is_an_error_that_says_so_and_leaves_what_was_there()
    {
        Capability.RequireMounts();
        string source = Path.GetDirectoryName(Site())!;
        const string Script = """
            mount -t tmpfs -o size=400k none "$1" && cp "$2"/* "$2"/.ht-*-made "$1" || exit 100
            dd if=/dev/zero of="$1/filler" bs=1k count=4000 2>/dev/null
            folder=$1; shift 2
            "$@"; code=$?
            rm "$folder/filler"; "$@" || exit 101
            exit $code
            """;
        string mount = _directory.File("mount");
        Directory.CreateDirectory(mount);

        ToolResult result = Htauth.RunIn(["unshare", "--mount", "sh", "-c", Script, "sh", mount, source], [.. Change, Path.Combine(mount, "users.htpasswd")]);

        Assert.NotEqual(0, result.ExitCode);
        Assert.NotEqual(100, result.ExitCode);
        Assert.NotEqual(101, result.ExitCode);
        Assert.Contains("account database", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static async Task AssertWholeAsync(string users, bool isAcknowledged, string what)
    {
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(users));
        int epoch = (await database.ReadOtpStateAsync()).Find("alice").Epoch;
        Assert.True(isAcknowledged ? epoch == 1 : epoch is 0 or 1, $"Epoch {epoch} after {what}");
        await database.UpdateOtpStateAsync("alice", static state => state.WithSessionsRevoked());
        Assert.Equal(epoch + 1, (await database.ReadOtpStateAsync()).Find("alice").Epoch);
    }

    /// <summary>The writing calls of a change on the site's folder.</summary>
    private SystemCall[] Calls()
    {
        string users = Site();
        string trace = _directory.File("trace");
        Assert.Equal(0, Htauth.RunIn(Strace.Tracing(trace), [.. Change, users]).ExitCode);
        SystemCall[] calls = [.. Strace.CallsIn(trace, Path.GetDirectoryName(users)!).Where(call => call.IsWriting)];
        Assert.Contains(calls, call => call.Name is "fsync" or "fdatasync");
        return calls;
    }

    private string Site()
    {
        string folder = _directory.File("site" + _copies++.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        string users = Path.Combine(folder, "users.htpasswd");
        File.WriteAllText(users, "alice:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n");
        ToolResult made = Htauth.Run("account", "init", "--file", users);
        Assert.True(made.ExitCode == 0, made.Error);
        return users;
    }
}
