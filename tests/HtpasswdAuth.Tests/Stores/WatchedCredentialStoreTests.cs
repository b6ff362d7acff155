namespace HtpasswdAuth.Tests;

/// <summary>What becomes of a changed file, look by look, with the clock moved by hand.</summary>
public sealed class WatchedCredentialStoreTests
{
    [Fact]
    public void First_look_loads_the_file_at_once()
    {
        using var scenario = new StoreScenario();

        scenario.Store.Look();

        Assert.True(scenario.Has("alice"));
    }

    [Fact]
    public void Rewritten_file_is_served_once_it_holds_still()
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();

        scenario.Write("alice", "bob");
        scenario.Store.Look();
        Assert.False(scenario.Has("bob"));

        scenario.LookUntilSettled();
        Assert.True(scenario.Has("bob"));
    }

    [Fact]
    public void Unchanged_or_only_touched_file_keeps_the_snapshot()
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();
        HtpasswdFile? first = scenario.Store.Current;

        scenario.LookUntilSettled();
        File.SetLastWriteTimeUtc(scenario.UserFile, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        scenario.LookUntilSettled();

        Assert.Same(first, scenario.Store.Current);
    }

    [Fact]
    public void Older_file_put_back_counts()
    {
        using var scenario = new StoreScenario();
        string backup = scenario.Directory.Write("backup", StoreScenario.Lines("carol"));
        File.SetLastWriteTimeUtc(backup, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        scenario.Store.Look();

        File.Move(backup, scenario.UserFile, overwrite: true);
        scenario.LookUntilSettled();

        Assert.True(scenario.Has("carol"));
        Assert.False(scenario.Has("alice"));
    }

    [Fact]
    public void Edit_that_keeps_length_and_time_counts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other platforms tell neither inode nor change time.");
        using var scenario = new StoreScenario();
        DateTime modified = File.GetLastWriteTimeUtc(scenario.UserFile);
        scenario.Store.Look();

        scenario.Write("carol");
        File.SetLastWriteTimeUtc(scenario.UserFile, modified);
        scenario.LookUntilSettled();

        Assert.True(scenario.Has("carol"));
    }

    [Fact]
    public void File_that_never_holds_still_is_read_all_the_same()
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();

        for (int i = 0; i < 100 && !scenario.Has("bob"); i++)
        {
            scenario.Write(["alice", "bob", .. Enumerable.Repeat("x", i)]);
            scenario.Time.Advance(scenario.Store.Look());
        }

        Assert.True(scenario.Has("bob"));
    }

    [Fact]
    public void Missing_file_is_forgiven_for_the_grace_and_then_closes()
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();

        File.Delete(scenario.UserFile);
        scenario.Store.Look();
        scenario.Time.Advance(TimeSpan.FromSeconds(9));
        scenario.Store.Look();
        Assert.True(scenario.Has("alice"));

        scenario.Time.Advance(TimeSpan.FromSeconds(1));
        scenario.Store.Look();
        Assert.Null(scenario.Store.Current);
        Assert.Single(scenario.Logs.Named("FileUnavailable"));
        Assert.Single(scenario.Logs.Named("FileClosed"));
    }

    [Fact]
    public void File_that_comes_back_opens_again()
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();
        File.Delete(scenario.UserFile);
        scenario.Store.Look();
        scenario.Time.Advance(TimeSpan.FromMinutes(1));
        scenario.Store.Look();

        scenario.Write("alice", "bob");
        scenario.LookUntilSettled();

        Assert.True(scenario.Has("bob"));
        Assert.False(scenario.Store.Status.Closed);
        Assert.Null(scenario.Store.Status.UnavailableSince);
    }

    [Fact]
    public void Same_file_that_comes_back_opens_again()
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();
        File.Move(scenario.UserFile, scenario.UserFile + ".away");
        scenario.Store.Look();
        scenario.Time.Advance(TimeSpan.FromMinutes(1));
        scenario.Store.Look();
        Assert.Null(scenario.Store.Current);

        File.Move(scenario.UserFile + ".away", scenario.UserFile);
        scenario.LookUntilSettled();

        Assert.True(scenario.Has("alice"));
        Assert.Single(scenario.Logs.Named("FileBack"));
    }

    [Fact]
    public void Unreadable_file_is_like_a_missing_one()
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();

        // A directory in its place: unreadable for root too.
        File.Delete(scenario.UserFile);
        Directory.CreateDirectory(scenario.UserFile);
        for (int i = 0; i < 5; i++)
        {
            scenario.Time.Advance(TimeSpan.FromSeconds(5));
            scenario.Store.Look();
        }

        Assert.Null(scenario.Store.Current);
    }

    [Fact]
    public void Store_without_a_file_at_start_is_closed_until_it_comes()
    {
        using var scenario = new StoreScenario(userFile: directory => directory.File("later/users"));

        scenario.Store.Look();
        Assert.Null(scenario.Store.Current);
        Assert.Single(scenario.Logs.Named("FileClosed"));

        scenario.Directory.Write("later/users", StoreScenario.Lines("alice"));
        scenario.LookUntilSettled();
        Assert.True(scenario.Has("alice"));
    }
}
