using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth;

/// <summary>Finds where what is known of a scheme's users beside their passwords is kept, and refuses a scheme that needs what there is not.</summary>
internal sealed class SchemeAccounts(IServiceProvider services)
{
    private const string SharedUsers = "the shared users";

    private const string MissingError =
        "there is no account database to keep what it needs. Add the line " + UnreadAccounts.LineToAdd
        + " from the package HtpasswdAuth.Sqlite; several machines share one by AddHtpasswdPostgreSql(connectionString).";

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
        Factory?.Open(files) ?? new MemoryAccounts(UnreadOf(files));

    /// <summary>What keeps a scheme with a user file from starting, one sentence or two each.</summary>
    /// <param name="schemeName">The scheme.</param>
    /// <param name="userFile">Its password or digest file, as a full path.</param>
    /// <param name="factor">Its second factor.</param>
    /// <param name="passwords">How its passwords change.</param>
    /// <param name="isDigest">Whether it is a digest file.</param>
    public IEnumerable<string> Errors(
        string schemeName, string userFile, SecondFactorOptions factor, PasswordChangeOptions passwords, bool isDigest)
    {
        AccountFiles files = AccountFiles.Beside(userFile, isDigest);
        if (!isDigest && (Registered(schemeName).IsAny || (Factory is null && Registered(null).IsAny)))
        {
            return [];
        }

        if (Factory is { } factory)
        {
            return IsServed(factory.FindDatabase(files), userFile)
                ? [WebRoot.Error("The account database (HtpasswdSqliteOptions.Path)")]
                : [];
        }

        (string Setting, bool IsSet)[] needing =
        [
            ($"SecondFactor.Mode is {factor.Mode}", factor.Mode != SecondFactorMode.None),
            ("PasswordChange.MaxAge is set", passwords.MaxAge is not null),
        ];
        string? unread = UnreadOf(files).Problem;
        return needing.Where(need => need.IsSet).Select(need => $"{need.Setting}, and {MissingError}")
            .Concat(unread is null ? [] : [unread]);
    }

    private IAccountStoresFactory? Factory => services.GetService<IAccountStoresFactory>();

    private UnreadAccounts UnreadOf(AccountFiles files) => new(
        files,
        services.GetService<TimeProvider>() ?? TimeProvider.System,
        services.GetService<ILoggerFactory>()?.CreateLogger<UnreadAccounts>() ?? NullLogger<UnreadAccounts>.Instance);

    /// <summary>Beside a user file that is served itself there is one mistake, and one message.</summary>
    private bool IsServed(string? database, string userFile) =>
        database is not null
        && services.GetRequiredService<IWebHostEnvironment>() is var environment
        && WebRoot.Contains(environment, database)
        && !WebRoot.Contains(environment, userFile);

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
