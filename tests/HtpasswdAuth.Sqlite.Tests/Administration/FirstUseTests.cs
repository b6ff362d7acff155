namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>A database is made by the first who needs one, be it the site or an administrator.</summary>
public sealed class FirstUseTests : IDisposable
{
    private const int Processes = 16;

    private readonly AccountSite _site = new();

    [Fact]
    public async Task Database_is_made_once_and_text_files_imported_once_however_many_begin()
    {
        string[] names = [.. Enumerable.Range(0, 500).Select(number => $"user{number}")];
        File.WriteAllBytes(
            _site.Files.Factor.Secrets, OtpSecretsFile.Empty.With(new OtpUser("alice") { Enrolment = _site.Enrolment("alice") }).ToArray());
        File.WriteAllBytes(_site.Files.Factor.State, OtpStateFile.Empty.With(names.Select(name => new OtpUserState(name).WithSessionsRevoked())).ToArray());

        IReadOnlyDictionary<string, int>?[] made = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Task.Run(async () =>
        {
            using HtpasswdAccountDatabase database = _site.Administer();
            return await database.PrepareAsync();
        })));

        Assert.Equal(names.Length, Assert.Single(made, imported => imported is not null)![_site.Files.Factor.State]);
        SqliteAccounts accounts = _site.Open();
        Assert.Equal(names.Length, accounts.OtpStates.Current!.Count);
        Assert.True(File.Exists(AccountFiles.ImportedName(_site.Files.Factor.State)));
        Assert.Empty(Directory.GetFiles(_site.Folder, ".ht-*-new-*"));
    }

    [Fact]
    public async Task Site_goes_on_with_what_an_administrator_made_before_its_first_start()
    {
        using HtpasswdAccountDatabase database = _site.Administer();
        Assert.True(database.IsUnused);
        await database.PrepareAsync();
        await database.UpdateOtpUserAsync("alice", held => held with { Enrolment = _site.Enrolment("alice") });
        Assert.False(database.IsUnused);

        SqliteAccounts accounts = _site.Open();

        Assert.NotNull(Assert.Single(accounts.OtpSecrets.Current!.Users).Enrolment);
    }

    [Fact]
    public async Task Imported_file_tells_of_a_database_even_beside_another_text_file()
    {
        File.WriteAllText(AccountFiles.ImportedName(_site.Files.Factor.Secrets), "x");
        File.WriteAllText(_site.Files.Factor.State, "");
        using HtpasswdAccountDatabase database = _site.Administer();

        IOException exception = await Assert.ThrowsAnyAsync<IOException>(database.PrepareAsync);

        Assert.Contains("htauth account restore", exception.Message, StringComparison.Ordinal);
        Assert.Null(_site.Open().OtpSecrets.Current);
        Assert.False(File.Exists(_site.Database));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("# moved", "")]
    [InlineData(null, "{\"v\":1,\"u\":\"alice\",\"e\":1}")]
    public async Task Key_file_is_not_that_of_text_files_without_a_second_factor(string? secrets, string state)
    {
        OtpKeyRing.LoadOrCreate(_site.Files.Factor.Keys);
        File.WriteAllText(_site.Files.Factor.State, state);
        if (secrets is not null)
        {
            File.WriteAllText(_site.Files.Factor.Secrets, secrets);
        }

        Assert.Null(_site.Open().OtpSecrets.Current);

        Assert.False(File.Exists(_site.Database));
        using HtpasswdAccountDatabase database = _site.Administer();
        IOException exception = await Assert.ThrowsAnyAsync<IOException>(database.PrepareAsync);
        Assert.Contains("htauth account restore", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_file_that_cannot_be_renamed_is_told_of_beside_what_was_done()
    {
        string longestName = Path.Combine(_site.Folder, new string('u', 255));
        AccountFiles files = _site.Files with { Factor = _site.Files.Factor with { Secrets = longestName } };
        File.WriteAllBytes(longestName, OtpSecretsFile.Empty.With(new OtpUser("alice") { Enrolment = _site.Enrolment("alice") }).ToArray());

        using var accounts = new SqliteAccounts(
            AccountPlace.Beside(files), new HtpasswdSqliteOptions(), TimeProvider.System, _site.Logs.CreateLogger("accounts"));
        accounts.Start();

        Assert.Single(accounts.OtpSecrets.Current!.Users);
        Assert.Equal([2104, 2105, 2108], _site.Logs.Entries.Select(entry => entry.Event.Id).Where(id => id is 2104 or 2105 or 2108));
    }

    [Fact]
    public async Task Database_in_a_folder_that_is_not_mounted_is_missed_beside_the_password_file()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_site.Folder, "volume")).FullName;
        var place = new AccountPlace(_site.Files, Path.Combine(folder, "accounts.db"));
        using (var database = new HtpasswdAccountDatabase(_site.Files, place.Database))
        {
            await database.PrepareAsync();
        }

        Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);

        using var accounts = new SqliteAccounts(
            place, new HtpasswdSqliteOptions(), TimeProvider.System, _site.Logs.CreateLogger("accounts"));
        accounts.Start();
        Assert.Null(accounts.OtpSecrets.Current);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void Signs_that_a_move_has_lost_are_left_anew_at_the_next_start()
    {
        _site.Close(_site.Open());
        File.Delete(AccountFiles.MarkerOf(_site.Database));

        _site.Open();

        Assert.True(File.Exists(AccountFiles.MarkerOf(_site.Database)));
    }

    public void Dispose() => _site.Dispose();
}
