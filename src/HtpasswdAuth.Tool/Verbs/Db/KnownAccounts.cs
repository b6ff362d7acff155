using HtpasswdAuth.Sqlite;

namespace HtpasswdAuth.Tool;

/// <summary>What is known of the users of a password file beside their passwords, as it is brought to a fleet.</summary>
/// <param name="Secrets">Enrolments, app passwords and tickets.</param>
/// <param name="States">Spent codes and ended sessions.</param>
/// <param name="Passwords">The state of the passwords.</param>
internal sealed record KnownAccounts(OtpSecretsFile? Secrets, OtpStateFile? States, PasswordStateFile? Passwords)
{
    public static KnownAccounts None { get; } = new(null, null, null);

    /// <summary>From the account database, or from text files of version 0 where there never was one.</summary>
    /// <param name="userFile">The password file.</param>
    /// <param name="path">The database; <see langword="null"/> for the one beside the password file.</param>
    /// <exception cref="IOException">There was a database, and it is missing.</exception>
    public static async Task<KnownAccounts> LoadAsync(string userFile, string? path)
    {
        var files = AccountFiles.Beside(Path.GetFullPath(userFile));
        using var database = new HtpasswdAccountDatabase(files, path);
        return path is not null || database.Exists || database.WasThere
            ? new KnownAccounts(
                await database.ReadOtpSecretsAsync().ConfigureAwait(false),
                await database.ReadOtpStateAsync().ConfigureAwait(false),
                await database.ReadPasswordStateAsync().ConfigureAwait(false))
            : new KnownAccounts(
                LoadText(files.Factor.Secrets, OtpSecretsFile.Load),
                LoadText(files.Factor.State, OtpStateFile.Load),
                LoadText(files.PasswordStates, PasswordStateFile.Load));
    }

    private static T? LoadText<T>(string path, Func<string, T> load)
        where T : class => File.Exists(path) ? VerbException.Guard(path, () => load(path)) : null;
}
