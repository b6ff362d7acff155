using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// What a scheme runs on: files of this machine, or stores that it shares with other nodes. Files are closed with this object,
/// shared stores are not.
/// </summary>
internal sealed class SchemeStores : IDisposable
{
    private readonly SharedStores? _shared;
    private readonly IAccountStores? _accounts;

    private SchemeStores(
        ICredentialStore users, IPasswordStateStore passwordStates, FactorStores? factor, SharedStores? shared, IAccountStores? accounts = null)
    {
        Users = users;
        PasswordStates = passwordStates;
        Factor = factor;
        _shared = shared;
        _accounts = accounts;
    }

    public ICredentialStore Users { get; }

    public IPasswordStateStore PasswordStates { get; }

    /// <summary>Gets what sessions and the second factor need; disposed with those. <see langword="null"/> where there is neither.</summary>
    public FactorStores? Factor { get; }

    public IAttemptStore? Attempts => _shared?.Attempts ?? _accounts?.Attempts;

    /// <summary>Gets how the database of accounts is; <see langword="null"/> where there is none, or where it holds the users too.</summary>
    public IStoreHealth? AccountHealth => _accounts?.Health;

    public bool IsShared => _shared is not null;

    /// <summary>Reads the files of a scheme and begins to watch them.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="options">Its options.</param>
    /// <param name="accounts">Opens the database of accounts; <see langword="null"/> where they are kept in text files.</param>
    /// <param name="metrics">Told of every reading of the password file.</param>
    /// <param name="logger">The scheme's logger.</param>
    public static SchemeStores OpenFiles(
        SecondFactorScheme scheme, HtpasswdOptions options, IAccountStoresFactory? accounts, HtpasswdMetrics metrics, ILogger logger)
    {
        var users = new WatchedCredentialStore(options.ToStoreSettings(), options.TimeProvider!, metrics, logger);
        users.Start();
        if (accounts?.Open(scheme.FilesOf(options.UserFile!, options.PasswordChange, isDigest: false)) is { } stores)
        {
            return new SchemeStores(users, stores.PasswordStates, FactorFiles.Of(stores, scheme.Options, options.SignInForm.Enabled), shared: null, stores);
        }

        FactorStores? factor = FactorFiles.OpenWhereNeeded(scheme, options.SignInForm.Enabled, logger);
        return new SchemeStores(users, PasswordChangeFactory.OpenStates(options, logger), factor, shared: null);
    }

    /// <summary>Reads a password file that is not the scheme's own, and the password state beside it, and begins to watch them.</summary>
    public static SchemeStores OpenUserFile(string path, HtpasswdOptions options, HtpasswdMetrics metrics, ILogger logger)
    {
        var users = new WatchedCredentialStore(options.ToStoreSettings() with { UserFile = path }, options.TimeProvider!, metrics, logger);
        users.Start();
        return new SchemeStores(users, PasswordChangeFactory.OpenStates(options, logger, path), factor: null, shared: null);
    }

    /// <param name="shared">What <see cref="SharedStoresCheck"/> lets pass.</param>
    /// <param name="options">The scheme's options.</param>
    public static SchemeStores Of(SharedStores shared, HtpasswdOptions options)
    {
        bool hasFactor = options.SecondFactor.Mode != SecondFactorMode.None;
        FactorStores? factor = hasFactor || options.SignInForm.Enabled
            ? new FactorStores(shared.OtpStates!, hasFactor ? shared.OtpSecrets : null, isShared: true)
            : null;
        return new SchemeStores(shared.Users, shared.PasswordStates!, factor, shared);
    }

    /// <summary>Tells a health check how the users are served.</summary>
    public HealthCheckResult CheckHealth(bool allowPlaintext, DateTimeOffset now) => Users is WatchedCredentialStore file
        ? CredentialStoreHealthCheck.Check(file.Status, now)
        : SharedStoreHealthCheck.Check(Users.Current, allowPlaintext, _shared?.Health?.GetHealth());

    public void Dispose()
    {
        if (!IsShared)
        {
            (PasswordStates as IDisposable)?.Dispose();
            (Users as IDisposable)?.Dispose();
        }
    }
}
