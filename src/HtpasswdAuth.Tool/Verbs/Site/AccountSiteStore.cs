using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

/// <summary>A site whose users lie in a password file, and what else is known of them in the account database beside it.</summary>
internal sealed class AccountSiteStore(string userFile, HtpasswdAccountDatabase database) : SiteStore
{
    public override string Place => SafeText.Show(userFile);

    /// <summary>Whether there is, or was, an account database beside a password file; without loading the database's libraries.</summary>
    public static bool IsBeside(AccountFiles files)
    {
        string database = AccountFiles.DatabaseOf(files.UserFile);
        return File.Exists(database) || File.Exists(AccountFiles.MarkerOf(database));
    }

    public static AccountSiteStore Open(AccountFiles files) => new(files.UserFile, new HtpasswdAccountDatabase(files));

    public override HtpasswdFile LoadUsers() => VerbException.Guard(userFile, () => HtpasswdFile.Load(userFile));

    public override OtpSecretsFile LoadSecrets() => Wait(database.ReadOtpSecretsAsync());

    public override OtpStateFile LoadState() => Wait(database.ReadOtpStateAsync());

    public override PasswordStateFile LoadPasswordStates() => Wait(database.ReadPasswordStateAsync());

    public override void Update(string user, Func<OtpUser, OtpUser?> change) => Wait(database.UpdateOtpUserAsync(user, change));

    public override void UpdateAll(Func<OtpSecretsFile, OtpSecretsFile> change) => Wait(database.UpdateOtpUsersAsync(change));

    public override void UpdateState(string user, Func<OtpUserState, OtpUserState> change) => Wait(database.UpdateOtpStateAsync(user, change));

    public override void UpdatePasswordState(string user, Func<PasswordState, PasswordState> change) =>
        Wait(database.UpdatePasswordStateAsync(user, change));

    public override void SetHashes(IReadOnlyList<(byte[] User, string Hash)> users) => PasswordFileHashes.Set(userFile, users);

    public override void Dispose()
    {
        database.Dispose();
        base.Dispose();
    }

    private static T Wait<T>(Task<T> task) => DatabaseVerb.Guard(() => task.GetAwaiter().GetResult());

    private static void Wait(Task task) => DatabaseVerb.Guard(() =>
    {
        task.GetAwaiter().GetResult();
        return true;
    });
}
