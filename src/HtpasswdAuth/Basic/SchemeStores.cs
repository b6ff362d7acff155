using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// What a scheme runs on: users in a file of this machine, or in a store that it shares with other nodes, and the accounts of these users.
/// A file is closed with this object; stores are not.
/// </summary>
internal sealed class SchemeStores : IDisposable
{
    private readonly SharedStores? _shared;

    private SchemeStores(ICredentialStore users, IAccountStores accounts, SharedStores? shared)
    {
        Users = users;
        Accounts = accounts;
        _shared = shared;
    }

    public ICredentialStore Users { get; }

    public IAccountStores Accounts { get; }

    /// <summary>Gets how the accounts are; <see langword="null"/> where the health of the users tells that too.</summary>
    public IStoreHealth? AccountHealth => IsShared ? null : Accounts.Health;

    /// <summary>Gets whether other nodes have the same users.</summary>
    public bool IsShared => _shared is not null;

    /// <summary>Reads a password file and begins to watch it.</summary>
    /// <param name="userFile">The full path.</param>
    /// <param name="options">The scheme's options.</param>
    /// <param name="accounts">The accounts of its users.</param>
    /// <param name="metrics">Told of every reading of the password file.</param>
    /// <param name="logger">The scheme's logger.</param>
    public static SchemeStores OpenFile(
        string userFile, HtpasswdOptions options, IAccountStores accounts, HtpasswdMetrics metrics, ILogger logger)
    {
        var users = new WatchedCredentialStore(options.ToStoreSettings() with { UserFile = userFile }, options.TimeProvider!, metrics, logger);
        users.Start();
        return new SchemeStores(users, accounts, shared: null);
    }

    /// <param name="shared">What <see cref="SharedStoresCheck"/> lets pass.</param>
    /// <param name="accounts">The accounts of its users.</param>
    public static SchemeStores Of(SharedStores shared, IAccountStores accounts) => new(shared.Users, accounts, shared);

    /// <summary>Tells a health check how the users are served.</summary>
    public HealthCheckResult CheckHealth(bool allowPlaintext, DateTimeOffset now) => Users is WatchedCredentialStore file
        ? CredentialStoreHealthCheck.Check(file.Status, now)
        : SharedStoreHealthCheck.Check(Users.Current, allowPlaintext, _shared?.Accounts.Health?.GetHealth());

    public void Dispose()
    {
        if (!IsShared)
        {
            (Users as IDisposable)?.Dispose();
        }
    }
}
