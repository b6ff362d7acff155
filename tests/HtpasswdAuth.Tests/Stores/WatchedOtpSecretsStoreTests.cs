namespace HtpasswdAuth.Tests;

/// <summary>What becomes of the enrolments when their file changes or goes away: deleting it never switches the second factor off.</summary>
public sealed class WatchedOtpSecretsStoreTests
{
    [Fact]
    public void Missing_at_the_start_means_that_nobody_is_enrolled()
    {
        using var scenario = new OtpStoreScenario();

        scenario.Look();

        Assert.Equal(0, scenario.Secrets.Current!.Count);
        Assert.Null(scenario.Secrets.Status.Problem);
    }

    [Fact]
    public void Missing_at_the_start_is_closed_if_codes_were_accepted_before()
    {
        using var scenario = new OtpStoreScenario();
        OtpStateFile.Update(scenario.StatePath, "alice", OtpStoreScenario.Accepted);

        scenario.Look();

        Assert.Null(scenario.Secrets.Current);
        Assert.True(scenario.Secrets.Status.Closed);
        Assert.Contains("codes were accepted before: restore it", scenario.Secrets.Status.Problem, StringComparison.Ordinal);
        Assert.Single(scenario.Logs.Named("OtpFileClosed"));
    }

    [Fact]
    public async Task Missing_at_the_start_takes_no_change_if_codes_were_accepted_before()
    {
        using var scenario = new OtpStoreScenario();
        OtpStateFile.Update(scenario.StatePath, "alice", OtpStoreScenario.Accepted);
        scenario.Look();

        await Assert.ThrowsAnyAsync<IOException>(() => scenario.AddAsync("bob"));

        Assert.False(File.Exists(scenario.SecretsPath));
    }

    [Fact]
    public void Missing_at_the_start_is_closed_if_the_state_is_closed_too()
    {
        using var scenario = new OtpStoreScenario();
        File.WriteAllText(scenario.StatePath, "not json\n");

        scenario.Look();

        Assert.Null(scenario.Secrets.Current);
    }

    [Fact]
    public void Missing_at_the_start_is_open_though_wrong_codes_were_counted()
    {
        using var scenario = new OtpStoreScenario();
        scenario.CountByAnother();

        scenario.Look();

        Assert.NotNull(scenario.Secrets.Current);
    }

    [Fact]
    public void Emptied_on_purpose_before_it_was_read_it_opens()
    {
        using var scenario = new OtpStoreScenario();
        OtpStateFile.Update(scenario.StatePath, "alice", OtpStoreScenario.Accepted);
        scenario.Look();

        File.WriteAllText(scenario.SecretsPath, "");
        scenario.LookUntilSettled();

        Assert.Equal(0, scenario.Secrets.Current!.Count);
        Assert.Null(scenario.Secrets.Status.Problem);
    }

    [Fact]
    public async Task First_enrolment_works_though_its_code_is_spent_before_it_is_written()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();

        await scenario.State.UpdateAsync("alice", OtpStoreScenario.Accepted, CancellationToken.None);
        scenario.LookUntilSettled();
        Assert.NotNull(scenario.Secrets.Current);

        await scenario.AddAsync("alice");
        Assert.True(scenario.Has("alice"));
    }

    [Fact]
    public void Change_by_another_process_is_followed()
    {
        using var scenario = new OtpStoreScenario();
        scenario.AddByAnother("alice");
        scenario.Look();

        scenario.AddByAnother("bob");
        scenario.LookUntilSettled();

        Assert.True(scenario.Has("alice") && scenario.Has("bob"));
    }

    [Fact]
    public async Task Own_change_shows_when_the_call_returns()
    {
        using var scenario = new OtpStoreScenario();
        scenario.AddByAnother("alice");
        scenario.Look();

        await scenario.AddAsync("bob");

        Assert.True(scenario.Has("alice") && scenario.Has("bob"));
        Assert.Equal(2, OtpSecretsFile.Load(scenario.SecretsPath).Count);
    }

    [Fact]
    public async Task Change_of_nothing_leaves_file_and_snapshot()
    {
        using var scenario = new OtpStoreScenario();
        scenario.AddByAnother("alice");
        scenario.Look();
        OtpSecretsFile? before = scenario.Secrets.Current;

        await scenario.Secrets.UpdateAsync("alice", _ => null, CancellationToken.None);
        scenario.LookUntilSettled();

        Assert.Same(before, scenario.Secrets.Current);
        Assert.Equal(1, OtpSecretsFile.Load(scenario.SecretsPath).Count);
    }

    [Fact]
    public async Task Lost_file_is_served_from_memory_for_ever_and_takes_no_change()
    {
        using var scenario = new OtpStoreScenario();
        scenario.AddByAnother("alice");
        scenario.Look();

        File.Delete(scenario.SecretsPath);
        scenario.Look();
        scenario.Time.Advance(TimeSpan.FromDays(1));
        scenario.Look();

        Assert.True(scenario.Has("alice"));
        Assert.Contains("is missing: restore it", scenario.Secrets.Status.Problem, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<IOException>(() => scenario.AddAsync("bob"));
        Assert.False(File.Exists(scenario.SecretsPath));
    }

    [Fact]
    public void Unreadable_file_is_closed_at_the_start_and_served_from_memory_later()
    {
        using var scenario = new OtpStoreScenario();
        Directory.CreateDirectory(scenario.SecretsPath);
        scenario.Look();
        Assert.Null(scenario.Secrets.Current);

        Directory.Delete(scenario.SecretsPath);
        scenario.AddByAnother("alice");
        scenario.LookUntilSettled();
        Assert.True(scenario.Has("alice"));

        File.Delete(scenario.SecretsPath);
        Directory.CreateDirectory(scenario.SecretsPath);
        scenario.Look();
        scenario.Time.Advance(TimeSpan.FromDays(1));
        scenario.Look();
        Assert.True(scenario.Has("alice"));
        Assert.Contains("cannot be read", scenario.Secrets.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_file_that_goes_away_does_not_leave_an_empty_one()
    {
        using var scenario = new OtpStoreScenario();
        Directory.CreateDirectory(scenario.SecretsPath);
        scenario.Look();

        Directory.Delete(scenario.SecretsPath);
        scenario.LookUntilSettled();

        Assert.Null(scenario.Secrets.Current);
    }

    [Fact]
    public void World_readable_enrolments_are_warned_about()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        using var scenario = new OtpStoreScenario();
        File.WriteAllText(scenario.SecretsPath, "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(scenario.SecretsPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        scenario.Look();

        Assert.Single(scenario.Logs.Named("FileReadableByAll"));
    }
}
