using System.Text;

namespace HtpasswdAuth.Sqlite.Tests;

/// <summary>The text files that are written to leave are those that an import makes the same database of, at the size of a large site.</summary>
public sealed class ExportTests : IDisposable
{
    private const int Users = 10_000;

    private readonly AccountSite _site = new();
    private readonly AccountSite _next = new();
    private byte[] _password = [];

    [Fact]
    public async Task Database_made_of_an_export_is_the_same_and_importing_it_again_changes_nothing()
    {
        WriteEveryFormat(_site.Files);
        using HtpasswdAccountDatabase database = _site.Administer();
        IReadOnlyDictionary<string, int>? imported = await database.PrepareAsync();
        Assert.Equal([Users, Users + 1, Users, Users], _site.Files.TextFiles.Select(path => imported![path]));

        IReadOnlyDictionary<string, byte[]> texts = await database.ExportAsync();
        WriteBeside(_next.Files, texts);
        using HtpasswdAccountDatabase next = _next.Administer();
        await next.InitializeAsync();

        Assert.Equal(texts.Values, (await next.ExportAsync()).Values);
        WriteBeside(_next.Files, texts);
        Assert.All((await next.ImportAsync()).Values, users => Assert.Equal(0, users));
        Assert.Equal(texts.Values, (await next.ExportAsync()).Values);
    }

    [Fact]
    public async Task Codes_spent_codes_and_app_passwords_are_good_as_before()
    {
        WriteEveryFormat(_site.Files);
        OtpKeyRing keys = OtpKeyRing.Load(_site.Files.Factor.Keys);
        using HtpasswdAccountDatabase database = _site.Administer();
        await database.PrepareAsync();
        WriteBeside(_next.Files, await database.ExportAsync());
        using HtpasswdAccountDatabase next = _next.Administer();
        await next.InitializeAsync();

        OtpSecretsFile secrets = await next.ReadOtpSecretsAsync();
        OtpStateFile states = await next.ReadOtpStateAsync();
        Assert.Equal(7, states.Epoch);
        Assert.Equal(Users, secrets.Users.Count(user =>
        {
            int number = NumberOf(user.Name);
            Assert.True(user.Enrolment!.TryReveal(keys, out byte[]? secret));
            Assert.Equal(AccountSite.Secret, secret);
            OtpUserState state = states.Find(user.Name);
            return !state.IsUnused(user.Enrolment.Id, number) && state.IsUnused(user.Enrolment.Id, number + 1)
                && user.AppPasswords.Single().Matches(_password);
        }));
    }

    [Fact]
    public async Task Empty_database_is_no_file()
    {
        using HtpasswdAccountDatabase database = _site.Administer();
        Assert.Empty((await database.PrepareAsync())!);

        Assert.Empty(await database.ExportAsync());
        Assert.Null(await database.PrepareAsync());
    }

    public void Dispose()
    {
        _site.Dispose();
        _next.Dispose();
    }

    private static int NumberOf(string user) => int.Parse(user["user".Length..], System.Globalization.CultureInfo.InvariantCulture);

    private static void WriteBeside(AccountFiles files, IReadOnlyDictionary<string, byte[]> texts)
    {
        foreach ((string path, byte[] content) in texts)
        {
            File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(files.UserFile)!, Path.GetFileName(path)), content);
        }
    }

    /// <summary>All text files of version 0, with each kind of line that they know.</summary>
    private void WriteEveryFormat(AccountFiles files)
    {
        OtpKeyRing keys = OtpKeyRing.LoadOrCreate(files.Factor.Keys);
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(50);
        var app = AppPassword.Create("user0", "ci", now, out string password);
        _password = Encoding.ASCII.GetBytes(password);
        string[] names = [.. Enumerable.Range(0, Users).Select(number => $"user{number}")];
        OtpUser[] users =
        [
            .. names.Select(name => new OtpUser(name)
            {
                Enrolment = OtpEnrolment.Create(name, AccountSite.Secret, OtpParameters.Default, now, keys),
                AppPasswords = [app with { User = name }],
                Ticket = EnrolmentTicket.Create(name, now, out _),
            }),
        ];
        users[1] = users[1] with { Enrolment = users[1].Enrolment!.WithRecoveryCodes(RecoveryCodes.Generate(), keys) };
        OtpUserState[] states =
        [
            .. users.Select((user, number) => new OtpUserState(user.Name).WithAccepted(user.Enrolment!.Id, number, device: "d").WithAppPasswordUse(app.Id, now)),
            new OtpUserState(OtpStateFile.Everyone) { Epoch = 7 },
        ];
        states[1] = states[1].WithSessionsRevoked().WithFailure(device: null, now);
        PasswordState[] passwords = [.. names.Select((name, number) => new PasswordState(name) { Version = (UInt128)(number + 1), MustChange = true, Expires = now })];
        File.WriteAllBytes(files.Factor.Secrets, OtpSecretsFile.Empty.With(users).ToArray());
        File.WriteAllBytes(files.Factor.State, OtpStateFile.Empty.With(states).ToArray());
        File.WriteAllBytes(files.PasswordStates, PasswordStateFile.Empty.With(passwords).ToArray());
        File.WriteAllBytes(files.DigestPasswordStates, PasswordStateFile.Empty.With(passwords.Select(state => state with { Changed = now })).ToArray());
    }
}
