namespace HtpasswdAuth.Tests;

/// <summary>A file of the second factor that cannot be understood: it is kept for its owner to repair, and nobody gets in by it.</summary>
public sealed class BrokenOtpFileTests
{
    private const string Broken = "not json\n";

    [Fact]
    public void Broken_at_the_start_is_closed()
    {
        using var scenario = new OtpStoreScenario();
        File.WriteAllText(scenario.StatePath, Broken);
        File.WriteAllText(scenario.SecretsPath, Broken);

        scenario.Look();

        Assert.Null(scenario.State.Current);
        Assert.Null(scenario.Secrets.Current);
        Assert.True(scenario.State.Status.Closed && scenario.Secrets.Status.Closed);
    }

    [Fact]
    public void Broken_later_leaves_the_last_good_snapshot_for_as_long_as_it_takes()
    {
        using var scenario = Loaded();

        File.WriteAllText(scenario.StatePath, Broken);
        File.WriteAllText(scenario.SecretsPath, Broken);
        scenario.LookUntilSettled();
        scenario.Time.Advance(TimeSpan.FromDays(1));
        scenario.LookUntilSettled();

        Assert.Equal(1, scenario.Epoch);
        Assert.True(scenario.Has("alice"));
        Assert.False(scenario.State.Status.Closed || scenario.Secrets.Status.Closed);
    }

    [Fact]
    public void Line_and_remedy_are_told_and_nothing_of_the_content()
    {
        using var scenario = Loaded();

        File.AppendAllText(scenario.SecretsPath, "JBSWY3DPEHPK3PXP\n");
        scenario.LookUntilSettled();

        string problem = scenario.Secrets.Status.Problem!;
        Assert.Contains("Line 2 ", problem, StringComparison.Ordinal);
        Assert.Contains("repair the line", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("JBSWY3DPEHPK3PXP", problem + scenario.Logs.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(scenario.Directory.Path, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_change_of_a_broken_file_is_logged_once()
    {
        using var scenario = Loaded();

        for (int change = 1; change <= 2; change++)
        {
            File.AppendAllText(scenario.StatePath, Broken);
            scenario.LookUntilSettled();
            scenario.Time.Advance(TimeSpan.FromMinutes(1));
            scenario.LookUntilSettled();
            Assert.Equal(change, scenario.Logs.Named("OtpFileBroken").Count());
        }
    }

    [Fact]
    public async Task Broken_file_takes_no_change_and_stays_as_it_is()
    {
        using var scenario = Loaded();
        File.WriteAllText(scenario.StatePath, Broken);
        File.WriteAllText(scenario.SecretsPath, Broken);

        // Noticed or not.
        for (int round = 0; round < 2; round++)
        {
            IOException state = await Assert.ThrowsAnyAsync<IOException>(scenario.CountAsync);
            IOException secrets = await Assert.ThrowsAnyAsync<IOException>(() => scenario.AddAsync("bob"));
            Assert.Contains("Line 1 ", state.Message, StringComparison.Ordinal);
            Assert.Contains("Line 1 ", secrets.Message, StringComparison.Ordinal);
            scenario.LookUntilSettled();
        }

        Assert.Equal(Broken, File.ReadAllText(scenario.StatePath));
        Assert.Equal(Broken, File.ReadAllText(scenario.SecretsPath));
    }

    [Fact]
    public async Task Repaired_file_is_served_and_takes_changes_again()
    {
        using var scenario = Loaded();
        byte[] good = File.ReadAllBytes(scenario.StatePath);
        File.WriteAllText(scenario.StatePath, Broken);
        scenario.LookUntilSettled();

        File.WriteAllBytes(scenario.StatePath, good);
        scenario.LookUntilSettled();
        Assert.Null(scenario.State.Status.Problem);
        Assert.Single(scenario.Logs.Named("OtpFileBack"));

        await scenario.CountAsync();
        Assert.Equal(2, scenario.Epoch);
    }

    [Fact]
    public async Task Change_of_a_repaired_file_is_served_before_the_repair_is_noticed()
    {
        using var scenario = Loaded();
        byte[] good = File.ReadAllBytes(scenario.StatePath);
        File.WriteAllText(scenario.StatePath, Broken);
        scenario.LookUntilSettled();
        File.WriteAllBytes(scenario.StatePath, good);

        await scenario.CountAsync();

        Assert.Equal(2, scenario.Epoch);
        Assert.Null(scenario.State.Status.Problem);
    }

    [Fact]
    public void Broken_file_that_is_deleted_is_not_a_new_site()
    {
        using var scenario = new OtpStoreScenario();
        File.WriteAllText(scenario.StatePath, Broken);
        File.WriteAllText(scenario.SecretsPath, Broken);
        scenario.Look();

        File.Delete(scenario.StatePath);
        File.Delete(scenario.SecretsPath);
        scenario.LookUntilSettled();

        Assert.Null(scenario.State.Current);
        Assert.Null(scenario.Secrets.Current);
    }

    [Fact]
    public void Broken_file_does_not_hide_behind_the_one_that_was_missing()
    {
        using var scenario = new OtpStoreScenario();
        scenario.Look();
        Assert.NotNull(scenario.Secrets.Current);

        File.WriteAllText(scenario.SecretsPath, Broken);
        scenario.LookUntilSettled();

        Assert.Null(scenario.Secrets.Current);
    }

    [Fact]
    public void Half_written_file_is_not_taken_for_a_broken_one()
    {
        using var scenario = Loaded();
        scenario.CountByAnother();
        byte[] whole = File.ReadAllBytes(scenario.StatePath);

        File.WriteAllBytes(scenario.StatePath, whole[..(whole.Length / 2)]);
        for (int i = 0; i < 3; i++)
        {
            scenario.Look();
            scenario.Time.Advance(CredentialFileEvidence.Still);
        }

        Assert.Null(scenario.State.Status.Problem);

        File.WriteAllBytes(scenario.StatePath, whole);
        scenario.LookUntilSettled();
        Assert.Equal(2, scenario.Epoch);
        Assert.Empty(scenario.Logs.Named("OtpFileBroken"));
    }

    private static OtpStoreScenario Loaded()
    {
        var scenario = new OtpStoreScenario();
        scenario.CountByAnother();
        scenario.AddByAnother("alice");
        scenario.Look();
        return scenario;
    }
}
