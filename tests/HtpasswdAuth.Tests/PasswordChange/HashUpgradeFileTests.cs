using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>What others do to the files while a hash is replaced, and what the files do not let be done.</summary>
public sealed class HashUpgradeFileTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Password_that_an_administrator_set_meanwhile_is_not_overwritten(bool hasSessions)
    {
        using var scenario = new UpgradeScenario { HasSessions = hasSessions };
        _ = scenario.Upgrader;
        string set = $"alice:{TestSite.Sha("set by the administrator")}\n";
        await File.WriteAllTextAsync(scenario.UserFile, set);

        await scenario.SignInAsync();

        Assert.Equal(set, await File.ReadAllTextAsync(scenario.UserFile));
        Assert.True(scenario.State.IsDefault);
        Assert.Empty(scenario.Logs.Named("HashUpgraded"));
    }

    [Fact]
    public async Task Alias_is_in_the_state_before_the_hash_is_in_the_file()
    {
        string path = "";
        List<(PasswordState State, string Content)> noted = [];
        using var scenario = new UpgradeScenario { HasSessions = true, Noted = state => noted.Add((state, File.ReadAllText(path))) };
        path = scenario.UserFile;

        await scenario.SignInAsync();

        (PasswordState state, string content) = Assert.Single(noted);
        Assert.Equal($"alice:{scenario.Stored}\n", content);
        PasswordAlias alias = Assert.Single(state.Aliases);
        Assert.Equal((UpgradeScenario.VersionOf(scenario.Stored), UpgradeScenario.VersionOf(scenario.HashOf())), (alias.Version, alias.Target));
        Assert.Equal(scenario.Time.GetUtcNow() + TimeSpan.FromHours(24), alias.Until);
    }

    [Fact]
    public async Task While_another_has_the_file_locked_nothing_is_tried_or_told()
    {
        using var scenario = new UpgradeScenario { HasSessions = true };
        using (CredentialFileLock.Acquire(scenario.UserFile, TimeSpan.FromSeconds(5)))
        {
            await scenario.SignInAsync();
        }

        Assert.Equal(0, scenario.States.Current!.Count);
        Assert.Empty(scenario.Logs.Named("HashUpgradesStopped"));
        await scenario.SignInAsync();
        Assert.StartsWith("$2y$05$", scenario.HashOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Site_without_sessions_and_states_gets_no_state()
    {
        using var scenario = new UpgradeScenario();

        await scenario.SignInAsync();

        Assert.StartsWith("$2y$05$", scenario.HashOf(), StringComparison.Ordinal);
        Assert.Equal(0, scenario.States.Current!.Count);
    }

    [Fact]
    public async Task What_is_asked_of_the_password_is_asked_on()
    {
        UInt128 version = UpgradeScenario.VersionOf(TestSite.Sha(UpgradeScenario.Password));
        using var scenario = new UpgradeScenario(
            $$"""{"u":"alice","h":"{{version:x32}}","changed":"2026-01-01T00:00:00Z","mustChange":true,"expires":"2026-02-01T00:00:00Z"}""" + "\n");

        await scenario.SignInAsync();

        UInt128 now = UpgradeScenario.VersionOf(scenario.HashOf());
        Assert.NotEqual(version, now);
        Assert.Equal((now, true), (scenario.State.Version, scenario.State.MustChange));
        Assert.Equal("2026-01-01", $"{scenario.State.Changed:yyyy-MM-dd}");
        Assert.True(scenario.State.IsExpired(now, new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Read_only_file_is_told_once_and_tried_again_when_it_can_be_written()
    {
        using var scenario = new UpgradeScenario { HasSessions = true };
        using (new ReadOnlyFile(scenario.UserFile))
        {
            for (int signIn = 0; signIn < 3; signIn++)
            {
                await scenario.SignInAsync();
                scenario.Time.Advance(TimeSpan.FromHours(2));
            }
        }

        LogEntry warning = Assert.Single(scenario.Logs.Named("HashUpgradesStopped"));
        Assert.Contains("UpgradeHashes", warning.Message, StringComparison.Ordinal);
        Assert.Equal(scenario.Stored, scenario.HashOf());
        Assert.Equal(0, scenario.States.Current!.Count);

        await scenario.SignInAsync();
        Assert.StartsWith("$2y$05$", scenario.HashOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_that_cannot_be_written_keeps_the_hash_until_an_hour_has_gone()
    {
        using var scenario = new UpgradeScenario { HasSessions = true };
        scenario.States.IsReadOnly = true;
        await scenario.SignInAsync();
        await scenario.SignInAsync();
        scenario.States.IsReadOnly = false;
        await scenario.SignInAsync();

        Assert.Equal(scenario.Stored, scenario.HashOf());
        Assert.Single(scenario.Logs.Named("HashUpgradesStopped"));

        scenario.Time.Advance(TimeSpan.FromHours(1));
        await scenario.SignInAsync();
        Assert.StartsWith("$2y$05$", scenario.HashOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_that_cannot_be_changed_without_damage_stays()
    {
        string content = $"alice:{TestSite.Sha(UpgradeScenario.Password)}:\\\nbob:x\ncarol:y\n";
        using var scenario = new UpgradeScenario(content: content) { HasSessions = true };

        await scenario.SignInAsync();
        await scenario.SignInAsync();

        Assert.Equal(content, await File.ReadAllTextAsync(scenario.UserFile));
        Assert.True(scenario.State.IsDefault);
        Assert.Single(scenario.Logs.Named("HashNotUpgraded"));
    }
}
