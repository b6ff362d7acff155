using HtpasswdAuth.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Where sites of tests keep accounts: in text files, or, with HTPASSWDAUTH_ACCOUNTS=sqlite in the environment, in a database; and how another
/// process changes what they keep.
/// </summary>
internal static class AccountKeeping
{
    public static bool UsesDatabase { get; } = Environment.GetEnvironmentVariable("HTPASSWDAUTH_ACCOUNTS") == "sqlite";

    public static void AddTo(IServiceCollection services)
    {
        if (UsesDatabase)
        {
            services.AddHtpasswdSqlite();
        }
    }

    public static OtpUserState State(string userFile, string user)
    {
        if (Database(userFile) is { } database)
        {
            using (database)
            {
                return database.ReadOtpStateAsync().GetAwaiter().GetResult().Find(user);
            }
        }

        string path = OtpFiles.Beside(userFile).State;
        return File.Exists(path) ? OtpStateFile.Load(path).Find(user) : new OtpUserState(user);
    }

    public static void ChangeState(string userFile, string user, Func<OtpUserState, OtpUserState> change)
    {
        if (Database(userFile) is { } database)
        {
            using (database)
            {
                database.UpdateOtpStateAsync(user, change).GetAwaiter().GetResult();
            }
        }
        else
        {
            OtpStateFile.Update(OtpFiles.Beside(userFile).State, user, change);
        }
    }

    public static void ChangeUser(string userFile, string user, Func<OtpUser, OtpUser?> change)
    {
        if (Database(userFile) is { } database)
        {
            using (database)
            {
                database.UpdateOtpUserAsync(user, change).GetAwaiter().GetResult();
            }
        }
        else
        {
            OtpSecretsFile.Update(OtpFiles.Beside(userFile).Secrets, user, change);
        }
    }

    private static HtpasswdAccountDatabase? Database(string userFile) =>
        File.Exists(AccountFiles.DatabaseOf(userFile)) ? new HtpasswdAccountDatabase(AccountFiles.Beside(userFile)) : null;
}
