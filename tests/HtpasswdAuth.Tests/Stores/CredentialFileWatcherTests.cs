using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>The whole store on a real file system and a real clock: every way that files are changed in the wild.</summary>
public sealed class CredentialFileWatcherTests
{
    [Fact]
    public async Task Rewrite_in_place_is_seen()
    {
        using var scenario = Started();

        scenario.Write("alice", "bob");

        await Eventually.IsTrueAsync(() => scenario.Has("bob"), "bob is served");
    }

    [Fact]
    public async Task Rename_over_the_file_is_seen()
    {
        using var scenario = Started();

        File.Move(scenario.Directory.Write("new", StoreScenario.Lines("bob")), scenario.UserFile, overwrite: true);

        await Eventually.IsTrueAsync(() => scenario.Has("bob") && !scenario.Has("alice"), "bob alone is served");
    }

    [Fact]
    public async Task Locked_and_atomic_update_is_seen()
    {
        using var scenario = Started();

        CredentialFile.Update(scenario.UserFile, content =>
        {
            var editor = new HtpasswdFileEditor(content);
            editor.Set("bob"u8, System.Text.Encoding.ASCII.GetBytes(TestSite.Sha("bob")));
            return editor.ToArray();
        });

        await Eventually.IsTrueAsync(() => scenario.Has("alice") && scenario.Has("bob"), "both are served");
    }

    [Fact]
    public async Task Swapped_directory_link_is_seen()
    {
        // As Kubernetes mounts a secret: users -> ..data/users, ..data -> ..1, and an update swaps ..data.
        using var scenario = Started(directory =>
        {
            directory.Write("..1/users", StoreScenario.Lines("alice"));
            directory.Write("..2/users", StoreScenario.Lines("bob"));
            Directory.CreateSymbolicLink(directory.File("..data"), "..1");
            File.CreateSymbolicLink(directory.File("users"), "..data/users");
            return directory.File("users");
        });
        Assert.True(scenario.Has("alice"));

        Directory.CreateSymbolicLink(scenario.Directory.File("..new"), "..2");
        ExternalTool.Run("mv", ["-T", scenario.Directory.File("..new"), scenario.Directory.File("..data")]);

        await Eventually.IsTrueAsync(() => scenario.Has("bob") && !scenario.Has("alice"), "bob alone is served");
    }

    [Fact]
    public async Task Change_of_a_link_target_elsewhere_is_seen()
    {
        using var elsewhere = new TempDirectory();
        string target = elsewhere.Write("users", StoreScenario.Lines("alice"));
        using var scenario = Started(directory =>
        {
            File.CreateSymbolicLink(directory.File("users"), target);
            return directory.File("users");
        });

        File.WriteAllText(target, StoreScenario.Lines("bob"));

        await Eventually.IsTrueAsync(() => scenario.Has("bob"), "bob is served");
    }

    [Fact]
    public async Task Deleted_directory_and_its_return_are_seen()
    {
        using var scenario = Started(directory => directory.Write("conf/users", StoreScenario.Lines("alice")));

        Directory.Delete(scenario.Directory.File("conf"), recursive: true);
        await Eventually.IsTrueAsync(() => scenario.Store.Status.UnavailableSince is not null, "the loss is noticed");

        scenario.Directory.Write("conf/users", StoreScenario.Lines("bob"));
        await Eventually.IsTrueAsync(() => scenario.Has("bob"), "bob is served");
    }

    [Fact]
    public async Task Reader_never_sees_anything_but_a_whole_file()
    {
        using var scenario = Started();
        string[] many = [.. Enumerable.Range(0, 500).Select(i => $"user{i}"), "last"];
        int before = scenario.Store.Current!.Count;

        // Written the way Apache's htpasswd writes: truncate, then copy in pieces.
        string content = StoreScenario.Lines(many);
        for (int round = 0; round < 20; round++)
        {
            using FileStream stream = new(scenario.UserFile, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite);
            using var writer = new StreamWriter(stream);
            for (int i = 0; i < content.Length; i += 1_000)
            {
                writer.Write(content.AsSpan(i, Math.Min(1_000, content.Length - i)));
                writer.Flush();
                Assert.Contains(scenario.Store.Current!.Count, new[] { before, many.Length });
            }
        }

        await Eventually.IsTrueAsync(() => scenario.Has("last"), "the whole file is served");
    }

    private static StoreScenario Started(Func<TempDirectory, string>? userFile = null)
    {
        var scenario = new StoreScenario(TimeProvider.System, userFile);
        scenario.Store.Start();
        return scenario;
    }
}
