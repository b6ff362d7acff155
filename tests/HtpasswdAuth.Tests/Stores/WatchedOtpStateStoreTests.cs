namespace HtpasswdAuth.Tests;

/// <summary>What becomes of the state of the second factor when its file changes, breaks or goes away.</summary>
public sealed class WatchedOtpStateStoreTests
{
    [Fact]
    public void Missing_at_the_start_is_a_site_where_nothing_happened_yet()
    {
        using var scenario = new OtpStoreScenario();

        scenario.Look();

        Assert.Equal(0, scenario.State.Current!.Count);
        Assert.Null(scenario.State.Status.Problem);
        Assert.False(File.Exists(scenario.StatePath));
    }

    [Fact]
    public void Change_by_another_process_is_followed()
    {
        using var scenario = new OtpStoreScenario();
        scenario.CountByAnother();
        scenario.Look();
        Assert.Equal(1, scenario.Epoch);

        scenario.CountByAnother();
        scenario.LookUntilSettled();

        Assert.Equal(2, scenario.Epoch);
    }

    [Fact]
    public async Task Own_change_shows_when_the_call_returns()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();

        for (int i = 1; i <= 3; i++)
        {
            await scenario.CountAsync();
            Assert.Equal(i, scenario.Epoch);
        }

        Assert.Equal(3, OtpStateFile.Load(scenario.StatePath).Find("alice").Epoch);
    }

    [Fact]
    public async Task Own_change_stays_the_same_snapshot_when_it_is_seen_in_the_file()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();
        await scenario.CountAsync();
        OtpStateFile written = scenario.State.Current!;

        scenario.LookUntilSettled();

        Assert.Same(written, scenario.State.Current);
    }

    [Fact]
    public async Task Change_that_another_made_right_after_ours_is_seen()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();
        await scenario.CountAsync();

        scenario.CountByAnother();
        scenario.LookUntilSettled();

        Assert.Equal(2, scenario.Epoch);
    }

    [Fact]
    public async Task Change_of_nothing_makes_no_file()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();

        await scenario.State.UpdateAsync("alice", state => state, CancellationToken.None);
        scenario.Time.Advance(TimeSpan.FromMinutes(1));
        scenario.LookUntilSettled();

        Assert.False(File.Exists(scenario.StatePath));
        Assert.NotNull(scenario.State.Current);
        Assert.Null(scenario.State.Status.Problem);
    }

    [Fact]
    public async Task Change_of_nothing_leaves_file_and_snapshot()
    {
        using var scenario = new OtpStoreScenario();
        scenario.CountByAnother();
        scenario.Look();
        OtpStateFile? before = scenario.State.Current;

        await scenario.State.UpdateAsync("alice", state => state, CancellationToken.None);
        scenario.LookUntilSettled();

        Assert.Same(before, scenario.State.Current);
        Assert.Equal(1, OtpStateFile.Load(scenario.StatePath).Find("alice").Epoch);
    }

    [Fact]
    public async Task Restart_keeps_the_state()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();
        await scenario.CountAsync();

        scenario.Restart();
        scenario.Look();

        Assert.Equal(1, scenario.Epoch);
    }

    [Fact]
    public async Task Lost_file_is_forgiven_for_reading_alone_and_then_closes()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();
        await scenario.CountAsync();

        File.Delete(scenario.StatePath);
        scenario.Look();
        scenario.Time.Advance(TimeSpan.FromSeconds(9));
        scenario.Look();
        Assert.Equal(1, scenario.Epoch);
        await Assert.ThrowsAnyAsync<IOException>(scenario.CountAsync);

        scenario.Time.Advance(TimeSpan.FromSeconds(1));
        scenario.Look();
        Assert.Null(scenario.State.Current);
        Assert.Contains("restore it, or restart", scenario.State.Status.Problem, StringComparison.Ordinal);
        Assert.Single(scenario.Logs.Named("OtpFileUnavailable"));
        Assert.Single(scenario.Logs.Named("OtpFileClosed"));
    }

    [Fact]
    public async Task Lost_file_is_not_made_anew_even_before_its_loss_is_noticed()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();
        await scenario.CountAsync();

        File.Delete(scenario.StatePath);

        await Assert.ThrowsAnyAsync<IOException>(scenario.CountAsync);
        Assert.False(File.Exists(scenario.StatePath));
    }

    [Fact]
    public async Task Lost_file_that_comes_back_opens_again()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();
        await scenario.CountAsync();
        File.Move(scenario.StatePath, scenario.StatePath + ".away");
        scenario.Look();
        scenario.Time.Advance(TimeSpan.FromMinutes(1));
        scenario.Look();
        Assert.Null(scenario.State.Current);

        File.Move(scenario.StatePath + ".away", scenario.StatePath);
        scenario.LookUntilSettled();

        Assert.Equal(1, scenario.Epoch);
        Assert.Null(scenario.State.Status.Problem);
        Assert.Single(scenario.Logs.Named("OtpFileBack"));
    }

    [Fact]
    public async Task Lost_file_is_forgotten_by_a_restart()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();
        await scenario.CountAsync();
        File.Delete(scenario.StatePath);

        scenario.Restart();
        scenario.Look();
        await scenario.CountAsync();

        Assert.Equal(1, scenario.Epoch);
    }

    [Fact]
    public void Unreadable_at_the_start_is_closed()
    {
        // A directory in its place: unreadable for root too.
        using var scenario = new OtpStoreScenario();
        Directory.CreateDirectory(scenario.StatePath);

        scenario.Look();

        Assert.Null(scenario.State.Current);
        Assert.Contains("cannot be read", scenario.State.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_directory_is_no_new_site()
    {
        using var scenario = new OtpStoreScenario(path: directory => directory.File("unmounted/users.otp-state"));

        scenario.Look();

        Assert.Null(scenario.State.Current);
    }
}
