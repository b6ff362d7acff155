using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>
/// A program of an administrator that reads the database while sites run takes nothing from them: as the last one that has it open it would
/// remove the log that they write to.
/// </summary>
public sealed class ForeignProgramTests : IDisposable
{
    private readonly AccountSite _site = new();

    [Fact]
    public async Task Change_after_another_program_has_read_the_database_is_in_the_database()
    {
        SqliteAccounts accounts = _site.Open();
        await AccountSite.RevokeAsync(accounts, "alice");

        Assert.Equal("1", CountStates());
        await AccountSite.RevokeAsync(accounts, "bob");

        Assert.Equal("2", CountStates());
        Assert.Equal(1, AccountSite.Epoch(accounts, "bob"));
    }

    [Fact]
    public async Task Site_that_makes_a_database_keeps_its_locks()
    {
        using var optional = new SqliteAccounts(
            AccountPlace.Beside(_site.Files with { IsOptional = true }),
            new HtpasswdSqliteOptions(),
            TimeProvider.System,
            _site.Logs.CreateLogger("accounts"));
        optional.Start();
        SqliteAccounts accounts = _site.Open();
        await AccountSite.RevokeAsync(accounts, "alice");
        await Eventually.IsTrueAsync(() => AccountSite.Epoch(optional, "alice") == 1, "the other stores have found the database");

        CountStates();
        await AccountSite.RevokeAsync(accounts, "bob");

        Assert.Equal("2", CountStates());
    }

    public void Dispose() => _site.Dispose();

    private string CountStates()
    {
        ToolResult result = ExternalTool.Run("sqlite3", [_site.Database, "SELECT count(*) FROM otp_state"]);
        Assert.Equal("", result.Error);
        return result.Output.Trim();
    }
}
