using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>
/// What another program, or a disk, does to the database of a site that runs: it is noticed at once, or by the check of each minute.
/// </summary>
public sealed class ForeignWriterTests : IDisposable
{
    private readonly AccountSite _site = new();

    [Fact]
    public async Task Database_that_is_cut_to_nothing_beside_its_log_closes_at_once()
    {
        SqliteAccounts accounts = _site.Open();
        await AccountSite.EnrolAsync(accounts, _site.Enrolment("alice"));

        ExternalTool.Run("truncate", ["--size=0", _site.Database]);

        await ClosedAsync(accounts);
        await Assert.ThrowsAnyAsync<IOException>(() => AccountSite.RevokeAsync(accounts, "alice"));
    }

    [Fact]
    public async Task Page_that_is_overwritten_in_place_closes_at_the_next_check()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        SqliteAccounts accounts = _site.Open(time: clock);
        await AccountSite.EnrolAsync(accounts, _site.Enrolment("alice"));
        ExternalTool.Run("dd", ["if=/dev/zero", "of=" + _site.Database, "bs=4096", "seek=2", "count=10", "conv=notrunc"]);

        await ClosedAfterCheckAsync(accounts, clock);
        Assert.Contains("damaged", accounts.Health.GetHealth().Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DROP TABLE otp_state")]
    [InlineData("CREATE TRIGGER undo AFTER UPDATE ON otp_state BEGIN DELETE FROM otp_state; END")]
    [InlineData("ALTER TABLE otp_secrets RENAME TO hidden; CREATE VIEW otp_secrets AS SELECT * FROM hidden WHERE version < 0")]
    [InlineData("DELETE FROM versions")]
    public async Task Tables_that_are_not_those_that_were_made_close_while_it_runs_and_at_the_start(string change)
    {
        SqliteAccounts accounts = _site.Open();
        await AccountSite.EnrolAsync(accounts, _site.Enrolment("alice"));

        Assert.Equal("", ExternalTool.Run("sqlite3", [_site.Database, change]).Error);

        await ClosedAsync(accounts);
        await Assert.ThrowsAnyAsync<IOException>(() => AccountSite.RevokeAsync(accounts, "alice"));
        Assert.Null(_site.Open().OtpSecrets.Current);
    }

    [Fact]
    public async Task Version_that_no_change_can_follow_refuses_changes_and_closes_at_the_next_check()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        SqliteAccounts accounts = _site.Open(time: clock);
        await AccountSite.EnrolAsync(accounts, _site.Enrolment("alice"));

        Assert.Equal("", ExternalTool.Run("sqlite3", [_site.Database, "UPDATE versions SET version = 9223372036854775807"]).Error);

        await Assert.ThrowsAnyAsync<IOException>(() => AccountSite.RevokeAsync(accounts, "alice"));
        await ClosedAfterCheckAsync(accounts, clock);
        Assert.Null(_site.Open().OtpSecrets.Current);
    }

    public void Dispose() => _site.Dispose();

    private static Task ClosedAsync(SqliteAccounts accounts) => Eventually.IsTrueAsync(
        () => accounts.OtpSecrets.Current is null && accounts.OtpStates.Current is null && accounts.PasswordStates.Current is null
            && accounts.Health.GetHealth().Condition == StoreCondition.Unhealthy,
        "the stores are closed");

    private static Task ClosedAfterCheckAsync(SqliteAccounts accounts, FakeTimeProvider clock) => Eventually.IsTrueAsync(
        () =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return accounts.OtpSecrets.Current is null;
        },
        "the stores are closed");
}
