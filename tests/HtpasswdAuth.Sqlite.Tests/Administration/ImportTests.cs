namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>What text files of version 0 hold counts on, in the database.</summary>
public sealed class ImportTests : IDisposable
{
    private const int Users = 10_000;

    private readonly AccountSite _site = new();

    [Fact]
    public void First_start_takes_over_every_format_and_renames_the_files()
    {
        (OtpSecretsFile secrets, OtpStateFile states, PasswordStateFile passwords) = WriteTextFiles();

        SqliteAccounts accounts = _site.Open();

        Assert.Equal(secrets.ToArray(), Sorted(accounts.OtpSecrets.Current!));
        Assert.Equal(Users, accounts.OtpStates.Current!.Count);
        Assert.All(states.States, state => Assert.Equal(state.LastStep, accounts.OtpStates.Current!.Find(state.User).LastStep));
        Assert.All(passwords.States, state => Assert.Equal(state, accounts.PasswordStates.Current!.Find(state.User)));
        Assert.False(File.Exists(_site.Files.Factor.Secrets));
        Assert.True(File.Exists(AccountFiles.ImportedName(_site.Files.Factor.Secrets)));
        Assert.Equal(3, _site.Logs.Named(nameof(EventIds.AccountsImported)).Count());
    }

    [Fact]
    public async Task Second_import_changes_nothing()
    {
        WriteTextFiles();
        SqliteAccounts accounts = _site.Open();
        await accounts.OtpSecrets.UpdateAsync("user1", _ => new OtpUser("user1"), CancellationToken.None);
        string[] texts = [_site.Files.Factor.Secrets, _site.Files.Factor.State, _site.Files.PasswordStates];
        Array.ForEach(texts, path => File.Copy(AccountFiles.ImportedName(path), path));
        using HtpasswdAccountDatabase database = _site.Administer();

        IReadOnlyDictionary<string, int> imported = await database.ImportAsync();

        Assert.All(imported.Values, users => Assert.Equal(0, users));
        Assert.False((await database.ReadOtpSecretsAsync()).TryFind("user1", out _));
    }

    [Fact]
    public void Text_file_that_cannot_be_read_closes_and_is_kept()
    {
        File.WriteAllText(_site.Files.Factor.Secrets, "no enrolment\n");

        SqliteAccounts accounts = _site.Open();

        Assert.Null(accounts.OtpSecrets.Current);
        Assert.True(File.Exists(_site.Files.Factor.Secrets));
        Assert.False(File.Exists(_site.Database));
    }

    public void Dispose() => _site.Dispose();

    private static byte[] Sorted(OtpSecretsFile file) =>
        OtpSecretsFile.Empty.With(file.Users.OrderBy(user => int.Parse(user.Name[4..], System.Globalization.CultureInfo.InvariantCulture))).ToArray();

    private (OtpSecretsFile Secrets, OtpStateFile States, PasswordStateFile Passwords) WriteTextFiles()
    {
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(_site.Files.Factor.Keys);
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(50);
        OtpEnrolment[] enrolments =
        [
            .. Enumerable.Range(0, Users).Select(number => OtpEnrolment.Create($"user{number}", AccountSite.Secret, OtpParameters.Default, now, keys)),
        ];
        OtpSecretsFile secrets = OtpSecretsFile.Empty.With(enrolments.Select(enrolment => new OtpUser(enrolment.User) { Enrolment = enrolment }));
        OtpStateFile states = OtpStateFile.Empty.With(enrolments.Select((enrolment, number) =>
            new OtpUserState(enrolment.User).WithAccepted(enrolment.Id, number, device: null)));
        PasswordStateFile passwords = PasswordStateFile.Empty.With(enrolments.Select((enrolment, number) =>
            new PasswordState(enrolment.User) { Version = (UInt128)(number + 1), MustChange = true }));
        File.WriteAllBytes(_site.Files.Factor.Secrets, secrets.ToArray());
        File.WriteAllBytes(_site.Files.Factor.State, states.ToArray());
        File.WriteAllBytes(_site.Files.PasswordStates, passwords.ToArray());
        return (secrets, states, passwords);
    }
}
