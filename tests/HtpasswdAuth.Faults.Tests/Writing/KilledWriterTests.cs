using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Faults.Tests;

/// <summary>
/// A writer is killed at each of its system calls on the file's folder. The next one to read the file, who changes nothing,
/// finds the old file or the new one, whole.
/// </summary>
public sealed class KilledWriterTests
{
    private const string Before = "carol:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\ndave:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n";

    [Theory]
    [InlineData(false, "htpasswd", "-bs", "FILE", "alice", "password")]
    [InlineData(true, "htpasswd", "-bs", "FILE", "alice", "password")]
    [InlineData(true, "htpasswd", "-D", "FILE", "carol")]
    public void Reader_after_it_finds_a_whole_file(bool isInPlace, params string[] arguments)
    {
        Capability.RequireTracing();
        using var directory = new TempDirectory();
        var change = new FileChange("users", Before, arguments) { IsInPlace = isInPlace };
        IReadOnlyList<SystemCall> calls = change.Observe(Folder(directory, "observed"), out byte[] written);
        string after = System.Text.Encoding.UTF8.GetString(written);
        List<string> wrong = [];
        HashSet<string> torn = [];

        foreach (SystemCall call in calls.Where(call => call.Name is "pwrite64" or "ftruncate" or "fsync" or "renameat2" or "link" or "unlink"))
        {
            string folder = Folder(directory, $"{call.Name}-{call.Ordinal}");
            string file = change.Kill(folder, call);
            string left = File.ReadAllText(file);
            if (left != Before && left != after)
            {
                torn.Add(left);
            }

            ToolResult reader = Htauth.Run("users", file);
            string found = File.ReadAllText(file);
            if (reader.ExitCode != 0 || (found != Before && found != after))
            {
                wrong.Add($"{call.Name} {call.Ordinal}: {reader.Error} {found}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(isInPlace, torn.Count > 0);
    }

    /// <summary>It is the killed writer's file, with fewer users or as it was, and nobody has to wait for it to prove whole.</summary>
    [Fact]
    public void Writer_after_it_is_not_refused()
    {
        Capability.RequireTracing();
        using var directory = new TempDirectory();
        var change = new FileChange("users", Before, ["htpasswd", "-D", "FILE", "carol"]) { IsOurs = true };
        IReadOnlyList<SystemCall> calls = change.Observe(Folder(directory, "observed"), out _);
        List<string> refused = [];
        int shrunk = 0;

        foreach (SystemCall call in calls.Where(call => call.Name is "fsync" or "renameat2" or "rename" or "unlink" or "fchmod" or "fchown"))
        {
            string folder = Folder(directory, $"{call.Name}-{call.Ordinal}");
            string file = change.Kill(folder, call);
            shrunk += File.ReadAllText(file) == Before ? 0 : 1;
            ToolResult next = Htauth.Run("htpasswd", "-bs", file, "alice", "password");
            if (next.ExitCode != 0)
            {
                refused.Add($"{call.Name} {call.Ordinal}: {next.Error}");
            }
        }

        Assert.Empty(refused);
        Assert.True(shrunk > 0, "No kill came after the new file was there.");
    }

    [Fact]
    public void A_file_that_is_mounted_alone_is_put_right_from_the_folder_of_TMPDIR()
    {
        Capability.RequireTracing();
        Capability.RequireMounts();
        using var directory = new TempDirectory();
        string source = directory.Write("source", Before);
        string container = Folder(directory, "container");
        string volume = Folder(directory, "volume");
        string users = Path.Combine(container, "users");
        string script = $"""
            export TMPDIR={volume}
            mount -t tmpfs none {container} && touch {users} && mount --bind {source} {users} || exit 100
            strace -f -qq -o /dev/null -P {users} -e inject=ftruncate:signal=KILL "$@" htpasswd -D {users} carol
            ls -A {container} {volume}
            cmp -s {users} {directory.File("before")} && echo untouched
            umount {users} {container}
            mount -t tmpfs none {container} && touch {users} && mount --bind {source} {users} || exit 100
            "$@" users {users}
            """;
        directory.Write("before", Before);

        ToolResult result = Htauth.RunIn(["unshare", "--mount", "sh", "-c", script, "sh"]);

        Assert.Contains(".backup", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("untouched", result.Output, StringComparison.Ordinal);
        Assert.Equal(Before, File.ReadAllText(source));
        Assert.Empty(Leftovers.In(volume));
    }

    private static string Folder(TempDirectory directory, string name) => Directory.CreateDirectory(directory.File(name)).FullName;
}
