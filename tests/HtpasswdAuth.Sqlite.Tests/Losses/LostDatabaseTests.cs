using HtpasswdAuth.Testing;
using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>A database that is lost, damaged or older than what was seen closes what depends on it, and says what to do.</summary>
public sealed class LostDatabaseTests : IDisposable
{
    private readonly AccountSite _site = new();

    public static TheoryData<string> Losses => ["deleted", "empty", "rubbish", "truncated", "torn", "another", "of a newer program"];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Loss_while_it_runs_closes_until_the_right_one_is_back(string loss)
    {
        SqliteAccounts accounts = _site.Open();
        await AccountSite.EnrolAsync(accounts, _site.Enrolment("alice"));
        string backup = Path.Combine(_site.Folder, "backup");
        await BackupAsync(backup);

        Lose(loss);

        await ClosedAsync(accounts);
        await Assert.ThrowsAnyAsync<IOException>(() => AccountSite.RevokeAsync(accounts, "alice"));
        using (HtpasswdAccountDatabase database = _site.Administer())
        {
            await database.RestoreAsync(backup);
        }

        await OpenAsync(accounts);
        Assert.NotNull(accounts.OtpSecrets.Current!.Users.Single(user => user.Name == "alice").Enrolment);
        Assert.Equal(StoreCondition.Healthy, accounts.Health.GetHealth().Condition);
    }

    /// <summary>Another one that is put there while every process is stopped cannot be told from the right one.</summary>
    public static TheoryData<string> LossesThatShow => [.. Losses.Select(row => row.Data).Where(loss => loss != "another")];

    [Theory]
    [MemberData(nameof(LossesThatShow))]
    public async Task Loss_while_no_process_runs_closes_at_the_start(string loss)
    {
        SqliteAccounts accounts = _site.Open();
        await AccountSite.EnrolAsync(accounts, _site.Enrolment("alice"));
        _site.Close(accounts);
        Lose(loss);

        SqliteAccounts next = _site.Open();
        Assert.Null(next.OtpSecrets.Current);
        Assert.Equal(StoreCondition.Unhealthy, next.Health.GetHealth().Condition);
        string remedy = loss == "of a newer program" ? "update HtpasswdAuth" : "htauth account restore";
        Assert.Contains(remedy, next.Health.GetHealth().Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_copy_is_refused_until_an_administrator_accepts_it()
    {
        SqliteAccounts accounts = _site.Open();
        OtpEnrolment enrolment = _site.Enrolment("alice");
        await AccountSite.EnrolAsync(accounts, enrolment);
        string backup = Path.Combine(_site.Folder, "backup");
        await BackupAsync(backup);
        long step = Totp.GetStep(TimeProvider.System.GetUtcNow(), OtpParameters.Default);
        await accounts.OtpStates.UpdateAsync("alice", state => state.WithAccepted(enrolment.Id, step, null), CancellationToken.None);

        using (SqliteConnection source = SqliteAccountDatabase.Connect(backup, TimeSpan.FromSeconds(5)))
        using (SqliteConnection live = SqliteAccountDatabase.Connect(_site.Database, TimeSpan.FromSeconds(5)))
        {
            source.BackupDatabase(live);
        }

        await ClosedAsync(accounts);
        Assert.Contains("htauth account accept", accounts.Health.GetHealth().Description, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<IOException>(() => AccountSite.RevokeAsync(accounts, "alice"));
        using (HtpasswdAccountDatabase database = _site.Administer())
        {
            await database.AcceptAsync();
        }

        await OpenAsync(accounts);
        OtpUserState state = accounts.OtpStates.Current!.Find("alice");
        Assert.False(state.IsUnused(enrolment.Id, step));
        Assert.False(state.IsUnused(enrolment.Id, step - 1));
        Assert.True(AccountSite.Epoch(accounts, OtpStateFile.Everyone) > 1_000_000, "all sessions are over");
    }

    [Theory]
    [InlineData("marker")]
    [InlineData("key file")]
    [InlineData("imported file")]
    public void Missing_database_of_which_something_tells_is_not_made_anew(string sign)
    {
        string path = sign switch
        {
            "marker" => AccountFiles.MarkerOf(_site.Database),
            "key file" => _site.Files.Factor.Keys,
            _ => AccountFiles.ImportedName(_site.Files.Factor.Secrets),
        };
        File.WriteAllText(path, "x");

        SqliteAccounts accounts = _site.Open();

        Assert.Null(accounts.OtpSecrets.Current);
        Assert.False(File.Exists(_site.Database));
        StoreHealth health = accounts.Health.GetHealth();
        Assert.Equal(StoreCondition.Unhealthy, health.Condition);
        Assert.Contains("htauth account restore", health.Description, StringComparison.Ordinal);
        Assert.Contains("htauth account init", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_database_that_an_administrator_makes_ends_the_closing()
    {
        File.WriteAllText(AccountFiles.MarkerOf(_site.Database), "x");
        SqliteAccounts accounts = _site.Open();
        Assert.Null(accounts.OtpSecrets.Current);

        using (HtpasswdAccountDatabase database = _site.Administer())
        {
            await database.InitializeAsync();
        }

        await OpenAsync(accounts);
    }

    [Fact]
    public async Task Program_that_holds_the_database_makes_changes_wait_and_then_fail_and_sign_ins_go_on()
    {
        SqliteAccounts accounts = _site.Open(new HtpasswdSqliteOptions { BusyTimeout = TimeSpan.FromMilliseconds(100) });
        using SqliteConnection holder = SqliteAccountDatabase.Connect(_site.Database, TimeSpan.FromSeconds(5));
        using (holder.BeginTransaction(deferred: false))
        {
            DatabaseException exception = await Assert.ThrowsAsync<DatabaseException>(() => AccountSite.RevokeAsync(accounts, "alice"));
            Assert.True(exception.IsAway);
            Assert.NotNull(accounts.OtpSecrets.Current);
        }

        await AccountSite.RevokeAsync(accounts, "alice");
    }

    public void Dispose() => _site.Dispose();

    private static Task ClosedAsync(SqliteAccounts accounts) => Eventually.IsTrueAsync(
        () => accounts.OtpSecrets.Current is null && accounts.OtpStates.Current is null && accounts.PasswordStates.Current is null
            && accounts.Health.GetHealth().Condition == StoreCondition.Unhealthy,
        "the stores are closed");

    private static Task OpenAsync(SqliteAccounts accounts) => Eventually.IsTrueAsync(() => accounts.OtpSecrets.Current is not null, "the stores are open");

    private async Task BackupAsync(string path)
    {
        using HtpasswdAccountDatabase database = _site.Administer();
        await database.BackupAsync(path);
    }

    /// <summary>As a copy whose pages are not all of one moment: an index lacks a row of its table.</summary>
    private void Tear()
    {
        const string Index = "name = 'otp_state_version'";
        object root = Run($"SELECT rootpage FROM sqlite_schema WHERE {Index}")!;
        object sql = Run($"SELECT sql FROM sqlite_schema WHERE {Index}")!;
        Run($"PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE {Index}");
        Run("INSERT INTO otp_state (name, lines, version) VALUES (x'7a', NULL, 0)");
        Run($"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('index', 'otp_state_version', 'otp_state', {root}, '{sql}')");

        object? Run(string text)
        {
            using SqliteConnection connection = SqliteAccountDatabase.Connect(_site.Database, TimeSpan.FromSeconds(5));
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = text;
            return command.ExecuteScalar();
        }
    }

    private void Lose(string loss)
    {
        File.Delete(_site.Database + "-wal");
        File.Delete(_site.Database + "-shm");
        switch (loss)
        {
            case "deleted":
                File.Delete(_site.Database);
                break;
            case "empty":
                Replace([]);
                break;
            case "rubbish":
                Replace([.. Enumerable.Range(0, 5000).Select(value => (byte)(value * 7))]);
                break;
            case "truncated":
                Replace(File.ReadAllBytes(_site.Database)[..4096]);
                break;
            case "torn":
                Replace(File.ReadAllBytes(_site.Database));
                Tear();
                break;
            case "another":
                using (var other = new AccountSite())
                {
                    other.Close(other.Open());
                    Replace(File.ReadAllBytes(other.Database));
                }

                break;
            default:
                Replace(File.ReadAllBytes(_site.Database));
                using (SqliteConnection connection = SqliteAccountDatabase.Connect(_site.Database, TimeSpan.FromSeconds(5)))
                using (SqliteCommand command = connection.CreateCommand())
                {
                    command.CommandText = $"PRAGMA user_version = {SqliteSql.Version + 1}";
                    command.ExecuteNonQuery();
                }

                break;
        }
    }

    private void Replace(byte[] content)
    {
        string next = _site.Database + ".next";
        File.WriteAllBytes(next, content);
        File.Move(next, _site.Database, overwrite: true);
    }
}
