using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

/// <summary>A site whose users lie in a password file, and what else is known of them in an account database.</summary>
/// <param name="console">Where it is told that a database was made.</param>
/// <param name="userFile">The password file, as it was named.</param>
/// <param name="name">What the database is called.</param>
/// <param name="database">The database.</param>
/// <param name="use">What is done with it.</param>
internal sealed class AccountSiteStore(IConsole console, string userFile, string name, HtpasswdAccountDatabase database, SiteUse use) : SiteStore
{
    public override string Place => SafeText.Show(userFile);

    public override bool IsUnused => database.IsUnused;

    public override void Prepare()
    {
        if (Wait(database.PrepareAsync()) is { } imported)
        {
            console.Error.WriteText(AccountImportReport.Describe(imported));
            console.Error.WriteText(
                $"htauth: made the account database {SafeText.Show(name)}. A site reads it with AddHtpasswdSqlite(), "
                + "and answers 503 without; back it up by htauth account backup, and the key file apart\n");
        }
    }

    public override HtpasswdFile LoadUsers() => VerbException.Guard(userFile, () => HtpasswdFile.Load(userFile));

    public override OtpSecretsFile LoadSecrets() => Read(() => database.ReadOtpSecretsAsync(), OtpSecretsFile.Empty);

    public override OtpStateFile LoadState() => Read(() => database.ReadOtpStateAsync(), OtpStateFile.Empty);

    public override PasswordStateFile LoadPasswordStates() => Read(() => database.ReadPasswordStateAsync(), PasswordStateFile.Empty);

    public override void Update(string user, Func<OtpUser, OtpUser?> change) => Change(() => database.UpdateOtpUserAsync(user, change));

    public override void UpdateAll(Func<OtpSecretsFile, OtpSecretsFile> change) => Change(() => database.UpdateOtpUsersAsync(change));

    public override void UpdateState(string user, Func<OtpUserState, OtpUserState> change) => Change(() => database.UpdateOtpStateAsync(user, change));

    public override void UpdatePasswordState(string user, Func<PasswordState, PasswordState> change) =>
        Change(() => database.UpdatePasswordStateAsync(user, change));

    public override IReadOnlyList<AttemptCount> LoadAttempts(string user) => Read(() => database.ReadAttemptsAsync(user), []);

    public override void GiveBackAttempts(string user) => Change(() => database.GiveBackAttemptsAsync(user));

    public override void SetHashes(IReadOnlyList<(byte[] User, string Hash)> users) => PasswordFileHashes.Set(userFile, users);

    public override void Dispose()
    {
        database.Dispose();
        base.Dispose();
    }

    /// <summary>A site where nothing happened yet has no database; text files of version 0 are imported before a change depends on what they hold.</summary>
    private T Read<T>(Func<Task<T>> read, T empty)
    {
        if (database.IsUnused)
        {
            return empty;
        }

        if (use == SiteUse.Change)
        {
            Prepare();
        }

        return Wait(read());
    }

    private void Change(Func<Task> change)
    {
        Prepare();
        DatabaseVerb.Guard(() =>
        {
            change().GetAwaiter().GetResult();
            return true;
        });
    }

    private static T Wait<T>(Task<T> task) => DatabaseVerb.Guard(() => task.GetAwaiter().GetResult());
}
