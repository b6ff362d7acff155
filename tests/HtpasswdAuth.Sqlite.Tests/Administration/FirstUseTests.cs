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
        OtpKeyRing.LoadOrCreate(_site.Files.Factor.Keys);
        File.WriteAllBytes(_site.Files.Factor.State, OtpStateFile.Empty.With(names.Select(name => new OtpUserState(name).WithSessionsRevoked())).ToArray());

        IReadOnlyDictionary<string, int>?[] made = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Task.Run(async () =>
        {
            using HtpasswdAccountDatabase database = _site.Administer();
            return await database.PrepareAsync();
        })));

        Assert.Equal(names.Length, Assert.Single(made, imported => imported is not null)![_site.Files.Factor.State]);
        SqliteAccounts accounts = _site.Open();
        Assert.Equal(names.Length, accounts.OtpStates.Current!.Count);
        Assert.True(File.Exists(AccountPlace.ImportedName(_site.Files.Factor.State)));
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
        File.WriteAllText(AccountPlace.ImportedName(_site.Files.Factor.Secrets), "x");
        File.WriteAllText(_site.Files.Factor.State, "");
        using HtpasswdAccountDatabase database = _site.Administer();

        IOException exception = await Assert.ThrowsAnyAsync<IOException>(database.PrepareAsync);

        Assert.Contains("htauth account restore", exception.Message, StringComparison.Ordinal);
        Assert.Null(_site.Open().OtpSecrets.Current);
        Assert.False(File.Exists(_site.Database));
    }

    public void Dispose() => _site.Dispose();
}
