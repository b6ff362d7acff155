using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Puts a scheme's passwords together: the application's services found, the parts joined.</summary>
internal sealed class PasswordChangeFactory(
    HtpasswdMetrics metrics,
    ILoggerFactory loggers,
    IEnumerable<IPasswordChanged> hooks,
    IPasswordStrength? strength = null,
    IBreachedPasswords? breached = null)
{
    private readonly IReadOnlyList<IPasswordChanged> _hooks = [.. hooks];

    /// <param name="schemeName">The scheme.</param>
    /// <param name="options">Its options.</param>
    /// <param name="stores">What it runs on.</param>
    /// <param name="secondFactor">Tells who gives a code as well; <see langword="null"/> where nobody does.</param>
    /// <param name="logger">The scheme's logger.</param>
    /// <param name="userFile">The full path of the password file where it is not the scheme's own; its state file lies beside it.</param>
    public SchemePasswords Create(
        string schemeName,
        HtpasswdOptions options,
        SchemeStores stores,
        SecondFactor? secondFactor,
        ILogger logger,
        string? userFile = null)
    {
        PasswordChangeOptions change = options.PasswordChange;
        TimeProvider time = options.TimeProvider!;
        IPasswordStateStore states = stores.PasswordStates;
        var standings = new PasswordStandings(states, change.MaxAge, time, logger);
        HashUpgrader? upgrader = options.UpgradeHashes ? CreateUpgrader(schemeName, options, stores, logger, userFile) : null;
        var verifier = new CredentialVerifier(
            stores.Users,
            options.ToVerifierSettings() with { Attempts = stores.Attempts, HasExpired = standings.HasExpired, RehashDue = upgrader is null ? null : upgrader.Offer },
            new TicketFactory(schemeName, options.ClaimsIssuer).Create,
            metrics,
            time,
            logger);
        return new SchemePasswords
        {
            Options = change,
            States = stores.PasswordStates,
            AccountHealth = stores.AccountHealth,
            Verifier = verifier,
            Standings = standings,
            Upgrader = upgrader,
            Challenge = new PasswordChangeChallenge(schemeName, logger),
            Changer = new PasswordChanger(new PasswordChangeSite
            {
                Scheme = schemeName,
                Realm = options.Realm,
                MaxPasswordBytes = options.MaxPasswordBytes,
                MaxNewPasswordBytes = change.Algorithm == PasswordHashAlgorithm.Bcrypt
                    ? Math.Min(options.MaxPasswordBytes, PasswordHash.MaxBcryptPasswordBytes)
                    : options.MaxPasswordBytes,
                Options = change,
                Verifier = verifier,
                Writer = WriterOf(stores, userFile ?? options.UserFile, DigestFileOf(options), logger),
                Standings = standings,
                HasSecondFactor = user => secondFactor?.Site.FindEnrolment(user) is not null,
                Time = time,
                Logger = logger,
                Audit = loggers.CreateLogger(PasswordAudit.Category),
                Strength = strength,
                Breached = breached,
                Hooks = _hooks,
            }),
        };
    }

    /// <summary>Reads the password state file of a scheme and begins to watch it.</summary>
    /// <param name="options">The scheme's options.</param>
    /// <param name="logger">The scheme's logger.</param>
    /// <param name="userFile">The full path of the password file where it is not the scheme's own; its state file lies beside it.</param>
    public static WatchedPasswordStateStore OpenStates(HtpasswdOptions options, ILogger logger, string? userFile = null)
    {
        return OpenStates(StatePath(options, userFile), options.PasswordChange.MaxAge is not null, options.PollInterval, options.TimeProvider!, logger);
    }

    /// <summary>Reads a password state file and begins to watch it.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isWritten">Whether it will be written before anybody is told to change a password.</param>
    /// <param name="pollInterval">How often it is looked at.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The scheme's logger.</param>
    public static WatchedPasswordStateStore OpenStates(string path, bool isWritten, TimeSpan pollInterval, TimeProvider time, ILogger logger)
    {
        // A site on which nobody was ever told to change a password needs no such file, and may be read-only as a whole.
        var states = new WatchedPasswordStateStore(new OtpStoreSettings(path) { PollInterval = pollInterval }, time, logger, isWritten || File.Exists(path));
        states.Start();
        return states;
    }

    private static string StatePath(HtpasswdOptions options, string? userFile) =>
        userFile is null ? options.PasswordChange.StateFile! : PasswordStateFile.PathBeside(userFile);

    private static IPasswordWriter WriterOf(SchemeStores stores, string? userFile, DigestFileWriter? digest, ILogger logger) =>
        stores.Users is WatchedCredentialStore file ? new FilePasswordWriter(file, userFile!, digest, logger) : new SharedPasswordWriter(stores.Users, logger);

    private static IHashUpgradeObstacle ObstacleOf(SchemeStores stores, HtpasswdOptions options, ILogger logger, string? userFile) => stores.IsShared
        ? new SharedUpgradeObstacle(stores.Users, options.TimeProvider!, logger)
        : new HashUpgradeObstacle(userFile ?? options.UserFile!, StatePath(options, userFile), options.TimeProvider!, logger);

    private static DigestFileWriter? DigestFileOf(HtpasswdOptions options) =>
        options.PasswordChange.DigestFile is { } file
            ? new DigestFileWriter(file, options.PasswordChange.DigestRealm ?? options.Realm, FilePasswordWriter.Update)
            : null;

    private HashUpgrader CreateUpgrader(
        string schemeName, HtpasswdOptions options, SchemeStores stores, ILogger logger, string? userFile) => new(new HashUpgradeSite
    {
        Scheme = schemeName,
        Hash = new PasswordHashParameters(options.PasswordChange.Algorithm, options.PasswordChange.Cost),
        Limits = options.HashLimits,
        Store = stores.Users,

        // The password is the same, and so is what the digest file has of it.
        Writer = WriterOf(stores, userFile ?? options.UserFile, digest: null, logger),
        Obstacle = ObstacleOf(stores, options, logger, userFile),
        States = stores.PasswordStates,
        HasSessions = options.SignInForm.Enabled || options.SecondFactor.Mode != SecondFactorMode.None,
        PollInterval = options.PollInterval,
        Metrics = metrics,
        Time = options.TimeProvider!,
        Logger = logger,
        Audit = loggers.CreateLogger(PasswordAudit.Category),
    });
}
