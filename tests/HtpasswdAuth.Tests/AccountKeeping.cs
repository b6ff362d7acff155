using HtpasswdAuth.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>
/// The account database beside a password or digest file, as another process sees and changes it. It is made where there is none, with what
/// text files of version 0 hold there.
/// </summary>
internal static class AccountKeeping
{
    /// <summary>Gets whether sites without a second factor have a database too: with HTPASSWDAUTH_ACCOUNTS=sqlite in the environment.</summary>
    public static bool IsEverywhere { get; } = Environment.GetEnvironmentVariable("HTPASSWDAUTH_ACCOUNTS") == "sqlite";

    public static void AddTo(IServiceCollection services, bool isNeeded)
    {
        if (isNeeded || IsEverywhere)
        {
            services.AddHtpasswdSqlite();
        }
    }

    public static string In(string directory) => Path.Combine(directory, "users.htpasswd");

    public static OtpStateFile States(string userFile) => Use(userFile, database => database.ReadOtpStateAsync());

    public static OtpUserState State(string userFile, string user) => States(userFile).Find(user);

    public static OtpSecretsFile Secrets(string userFile) => Use(userFile, database => database.ReadOtpSecretsAsync());

    public static PasswordState PasswordState(string userFile, string user) =>
        Use(userFile, database => database.ReadPasswordStateAsync()).Find(user);

    public static void ChangeState(string userFile, string user, Func<OtpUserState, OtpUserState> change) =>
        Use(userFile, database => Done(database.UpdateOtpStateAsync(user, change)));

    public static void ChangeUser(string userFile, string user, Func<OtpUser, OtpUser?> change) =>
        Use(userFile, database => Done(database.UpdateOtpUserAsync(user, change)));

    public static void ChangeUsers(string userFile, Func<OtpSecretsFile, OtpSecretsFile> change) =>
        Use(userFile, database => Done(database.UpdateOtpUsersAsync(change)));

    public static void ChangePasswordState(string userFile, string user, Func<PasswordState, PasswordState> change) =>
        Use(userFile, database => Done(database.UpdatePasswordStateAsync(user, change)));

    private static async Task<bool> Done(Task change)
    {
        await change.ConfigureAwait(false);
        return true;
    }

    private static T Use<T>(string userFile, Func<HtpasswdAccountDatabase, Task<T>> use)
    {
        using var database = new HtpasswdAccountDatabase(AccountFiles.Beside(userFile));
        if (!database.Exists)
        {
            database.InitializeAsync().GetAwaiter().GetResult();
        }

        return use(database).GetAwaiter().GetResult();
    }
}
