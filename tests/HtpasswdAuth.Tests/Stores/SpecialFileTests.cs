using System.Net.Sockets;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>What is put in the place of the user file and is no file: it cannot be read, and nothing hangs on it.</summary>
public sealed class SpecialFileTests
{
    public static TheoryData<string> Kinds => ["pipe", "socket", "device", "terminal", "folder", "link to a pipe"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Special_file_is_a_file_that_cannot_be_read(string kind)
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();
        File.Delete(scenario.UserFile);
        using IDisposable? held = Put(kind, scenario);

        scenario.LookUntilSettled();
        Assert.NotNull(scenario.Store.Status.UnavailableSince);
        Assert.True(scenario.Has("alice"));
        scenario.Time.Advance(TimeSpan.FromSeconds(10));
        scenario.LookUntilSettled();
        Assert.Null(scenario.Store.Current);

        Remove(scenario.UserFile);
        scenario.Write("bob");
        scenario.LookUntilSettled();
        Assert.True(scenario.Has("bob"));
    }

    [Fact]
    public async Task Pipe_in_the_place_of_rules_closes_the_folder()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Elsewhere the base library opens the file, and waits.");
        }

        await using var site = new HtaccessScenario();
        File.Delete(Path.Combine(site.Root, "secret/.htaccess"));
        ExternalTool.Run("mkfifo", [Path.Combine(site.Root, "secret/.htaccess")]);

        Assert.Equal(403, await site.StatusAsync("/secret/page.txt", "alice"));
    }

    private static Socket? Put(string kind, StoreScenario scenario)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Elsewhere the base library opens the file, and waits.");
        }

        string path = scenario.UserFile;
        switch (kind)
        {
            case "pipe":
                ExternalTool.Run("mkfifo", [path]);
                return null;
            case "socket":
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Bind(new UnixDomainSocketEndPoint(path));
                return socket;
            case "device":
                File.CreateSymbolicLink(path, "/dev/zero");
                return null;
            case "terminal":
                File.CreateSymbolicLink(path, "/dev/ptmx");
                return null;
            case "folder":
                Directory.CreateDirectory(path);
                return null;
            default:
                ExternalTool.Run("mkfifo", [scenario.Directory.File("pipe")]);
                File.CreateSymbolicLink(path, "pipe");
                return null;
        }
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path);
        }
        else
        {
            File.Delete(path);
        }
    }
}
