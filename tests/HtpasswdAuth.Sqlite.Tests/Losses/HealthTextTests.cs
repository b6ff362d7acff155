using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>What health says of a database that is not there or could not be made.</summary>
public sealed class HealthTextTests : IDisposable
{
    private readonly AccountSite _site = new();

    /// <summary>
    /// More callers read a health check than may know where files lie; the log, which administrators read, names the folders.
    /// </summary>
    [Theory]
    [InlineData("keys", "site.keys tells that there was one")]
    [InlineData("none/data", "There is no folder data")]
    public void Health_names_files_and_no_folder_wherever_they_lie(string folder, string expected)
    {
        string elsewhere = Path.Combine(_site.Folder, folder);
        AccountFiles files = _site.Files;
        string database = _site.Database;
        if (folder == "keys")
        {
            Directory.CreateDirectory(elsewhere);
            files = files with { Factor = files.Factor with { Keys = Path.Combine(elsewhere, "site.keys") } };
            File.WriteAllText(files.Factor.Keys, "x");
        }
        else
        {
            database = Path.Combine(elsewhere, "accounts.db");
        }

        using SqliteAccounts accounts = Start(new AccountPlace(files, database));

        string description = accounts.Health.GetHealth().Description;
        Assert.Contains(expected, description, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.DirectorySeparatorChar, description);
        Assert.Contains(_site.Logs.Entries, entry => entry.Event.Id == 2101 && entry.Message.Contains(elsewhere, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("users.otp")]
    [InlineData("users.password-state")]
    public void Text_file_that_cannot_be_taken_over_is_named_with_how_to_find_its_mistake(string name)
    {
        string broken = Path.Combine(_site.Folder, name);
        File.WriteAllText(broken, "# c\nbroken\n");

        SqliteAccounts accounts = _site.Open();

        StoreHealth health = accounts.Health.GetHealth();
        Assert.Equal(StoreCondition.Unhealthy, health.Condition);
        Assert.Contains($"{name} cannot be taken over", health.Description, StringComparison.Ordinal);
        Assert.Contains("htauth check", health.Description, StringComparison.Ordinal);
        Assert.Contains("htauth account init", health.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.DirectorySeparatorChar, health.Description);
        Assert.Contains(_site.Logs.Entries, entry => entry.Event.Id == 2101
            && entry.Message.Contains(broken, StringComparison.Ordinal) && entry.Message.Contains("Line 2", StringComparison.Ordinal));
        Assert.False(File.Exists(_site.Database));
    }

    [Fact]
    public void Text_file_that_cannot_be_read_is_named_and_not_taken_for_a_folder_that_cannot_be_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A pipe is a file that cannot be read, also for root.");
        ExternalTool.Run("mkfifo", [_site.Files.Factor.State]);

        string description = _site.Open().Health.GetHealth().Description;

        Assert.Contains("users.otp-state cannot be read", description, StringComparison.Ordinal);
        Assert.DoesNotContain("write the folder", description, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private SqliteAccounts Start(AccountPlace place)
    {
        var accounts = new SqliteAccounts(place, new HtpasswdSqliteOptions(), TimeProvider.System, _site.Logs.CreateLogger("accounts"));
        accounts.Start();
        return accounts;
    }
}
