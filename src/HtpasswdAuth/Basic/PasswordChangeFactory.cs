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
    /// <param name="throttle">Bounds the guesses at its users.</param>
    /// <param name="secondFactor">Tells who gives a code as well; <see langword="null"/> where nobody does.</param>
    /// <param name="logger">The scheme's logger.</param>
    /// <param name="userFile">The full path of the password file where it is not the scheme's own.</param>
    public SchemePasswords Create(
        string schemeName,
        HtpasswdOptions options,
        SchemeStores stores,
        AttemptThrottle throttle,
        SecondFactor? secondFactor,
        ILogger logger,
        string? userFile = null)
    {
        PasswordChangeOptions change = options.PasswordChange;
        TimeProvider time = options.TimeProvider!;
        IPasswordStateStore states = stores.Accounts.PasswordStates;
        var standings = new PasswordStandings(states, change.MaxAge, time, logger);
        HashUpgrader? upgrader = options.UpgradeHashes ? CreateUpgrader(schemeName, options, stores, logger, userFile) : null;
        var verifier = new CredentialVerifier(
            stores.Users,
            options.ToVerifierSettings() with { HasExpired = standings.HasExpired, RehashDue = upgrader is null ? null : upgrader.Offer },
            throttle,
            new TicketFactory(schemeName, options.ClaimsIssuer).Create,
            metrics,
            time,
            logger);
        return new SchemePasswords
        {
            Options = change,
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

    private static IPasswordWriter WriterOf(SchemeStores stores, string? userFile, DigestFileWriter? digest, ILogger logger) =>
        stores.Users is WatchedCredentialStore file ? new FilePasswordWriter(file, userFile!, digest, logger) : new SharedPasswordWriter(stores.Users, logger);

    private static IHashUpgradeObstacle ObstacleOf(SchemeStores stores, HtpasswdOptions options, ILogger logger, string? userFile) => stores.IsShared
        ? new SharedUpgradeObstacle(stores.Users, options.TimeProvider!, logger)
        : new HashUpgradeObstacle(userFile ?? options.UserFile!, options.TimeProvider!, logger);

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
        States = stores.Accounts.PasswordStates,
        HasSessions = options.SignInForm.Enabled || options.SecondFactor.Mode != SecondFactorMode.None,
        PollInterval = options.PollInterval,
        Metrics = metrics,
        Time = options.TimeProvider!,
        Logger = logger,
        Audit = loggers.CreateLogger(PasswordAudit.Category),
    });
}
