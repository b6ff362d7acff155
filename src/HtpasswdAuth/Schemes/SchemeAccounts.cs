using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>Finds where what is known of a scheme's users beside their passwords is kept, and refuses a scheme that needs what there is not.</summary>
internal sealed class SchemeAccounts(IServiceProvider services)
{
    public const string LineToAdd = "builder.Services.AddHtpasswdSqlite();";

    private const string SharedUsers = "the shared users";

    private string? _usersOfUnnamed;

    /// <summary>
    /// Opens the accounts of a password or digest file: the stores that are registered with the scheme's name, else the database beside the
    /// file, else the stores that are registered without a name, else memory.
    /// </summary>
    /// <param name="schemeName">The scheme.</param>
    /// <param name="files">The password or digest file.</param>
    /// <exception cref="InvalidOperationException">Two files with different users would have one store.</exception>
    public IAccountStores Open(string schemeName, AccountFiles files) =>
        files.IsDigest ? OpenBeside(files)
        : Registered(schemeName) is { IsAny: true } ofScheme ? ofScheme
        : Factory is null && Registered(null) is { IsAny: true } unnamed ? OfUsers(unnamed, AccountFiles.DatabaseOf(files.UserFile))
        : OpenBeside(files);

    /// <summary>The accounts of users that are in a shared store themselves, under the same key.</summary>
    public IAccountStores OpenShared(SharedStores shared) => OfUsers(shared.Accounts, SharedUsers);

    /// <summary>Opens the database beside a password or digest file; without databases, memory, and where that would forget something, nothing.</summary>
    public IAccountStores OpenBeside(AccountFiles files) =>
        Factory?.Open(files) ?? new MemoryAccounts(FindUnread(files) is { } unread ? UnreadError(unread) : null);

    /// <summary>What keeps a scheme with a user file from starting, one sentence or two each.</summary>
    /// <param name="schemeName">The scheme.</param>
    /// <param name="userFile">Its password or digest file, as a full path.</param>
    /// <param name="factor">Its second factor.</param>
    /// <param name="passwords">How its passwords change.</param>
    /// <param name="isDigest">Whether it is a digest file.</param>
    public IEnumerable<string> Errors(
        string schemeName, string userFile, SecondFactorOptions factor, PasswordChangeOptions passwords, bool isDigest)
    {
        if (Factory is not null || (!isDigest && (Registered(schemeName).IsAny || Registered(null).IsAny)))
        {
            return [];
        }

        (string Setting, bool IsSet)[] needing =
        [
            ($"SecondFactor.Mode is {factor.Mode}", factor.Mode != SecondFactorMode.None),
            ("PasswordChange.MaxAge is set", passwords.MaxAge is not null),
        ];
        string? unread = FindUnread(AccountFiles.Beside(userFile, isDigest));
        return needing.Where(need => need.IsSet).Select(need => $"{need.Setting}, and {MissingError}")
            .Concat(unread is null ? [] : [UnreadError(unread)]);
    }

    private const string MissingError =
        "there is no account database to keep what it needs. Add the line " + LineToAdd
        + " from the package HtpasswdAuth.Sqlite; several machines share one by AddHtpasswdPostgreSql(connectionString).";

    private IAccountStoresFactory? Factory => services.GetService<IAccountStoresFactory>();

    /// <summary>What would be forgotten without a database: what is asked of users, and which sessions were ended.</summary>
    private static string? FindUnread(AccountFiles files)
    {
        string database = AccountFiles.DatabaseOf(files.UserFile);
        return new[] { database, AccountFiles.MarkerOf(database) }.FirstOrDefault(Path.Exists)
            ?? new[] { files.PasswordStates, files.DigestPasswordStates }.FirstOrDefault(AsksForSomething);
    }

    private static bool AsksForSomething(string passwordStates)
    {
        try
        {
            return File.Exists(passwordStates)
                && PasswordStateFile.Load(passwordStates).States.Any(state => state.MustChange || state.Expires is not null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return true;
        }
    }

    private static string UnreadError(string unread) =>
        $"{Path.GetFileName(unread)} beside the user file tells that more is known of users than their passwords, and this program would not "
        + $"read it. Add the line {LineToAdd} from the package HtpasswdAuth.Sqlite; only if none of it is to count, move the file away.";

    private RegisteredAccounts Registered(string? key) => new(services, key);

    private RegisteredAccounts OfUsers(RegisteredAccounts accounts, string users)
    {
        if (accounts.Key is null && Interlocked.CompareExchange(ref _usersOfUnnamed, users, null) is { } others && others != users)
        {
            throw new InvalidOperationException(
                $"Schemes with different users ({users} and {others}) cannot share stores of accounts that are registered without a name: users of "
                + "equal names would be one. Register stores for each scheme: AddHtpasswdPostgreSql(\"scheme\", connectionString).");
        }

        return accounts;
    }
}
