using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>Puts the passwords of a Digest scheme together: the application's services found, the parts joined.</summary>
internal sealed class HtdigestPasswordsFactory(
    ILoggerFactory loggers, IEnumerable<IPasswordChanged> hooks, IPasswordStrength? strength = null, IBreachedPasswords? breached = null)
{
    private readonly IReadOnlyList<IPasswordChanged> _hooks = [.. hooks];

    /// <param name="schemeName">The scheme.</param>
    /// <param name="options">Its options.</param>
    /// <param name="parts">What verifies, and the digest file.</param>
    /// <param name="standings">What is made of the states of passwords.</param>
    /// <param name="secondFactor">Tells who gives a code as well; <see langword="null"/> where nobody does.</param>
    /// <param name="logger">The scheme's logger.</param>
    /// <param name="accountHealth">How the accounts are; <see langword="null"/> where there is nothing to say.</param>
    public SchemePasswords Create(
        string schemeName,
        HtdigestOptions options,
        HtdigestParts parts,
        PasswordStandings standings,
        SecondFactor? secondFactor,
        ILogger logger,
        IStoreHealth? accountHealth = null) => new()
        {
            Options = options.PasswordChange,
            AccountHealth = accountHealth,
            Standings = standings,
            Challenge = new PasswordChangeChallenge(schemeName, logger),
            Changer = new PasswordChanger(new PasswordChangeSite
            {
                Scheme = schemeName,
                Realm = options.Realm,
                MaxPasswordBytes = BasicOverDigest.MaxPasswordBytes,

                // HA1 is made of the whole password, however long it is.
                MaxNewPasswordBytes = BasicOverDigest.MaxPasswordBytes,
                Options = options.PasswordChange,
                Verifier = parts.Basic,
                Writer = new DigestPasswordWriter(parts.Store, DigestSettings.From(options), logger),
                Standings = standings,
                HasSecondFactor = user => secondFactor?.Site.FindEnrolment(user) is not null,
                Time = options.TimeProvider!,
                Logger = logger,
                Audit = loggers.CreateLogger(PasswordAudit.Category),
                Strength = strength,
                Breached = breached,
                Hooks = _hooks,
            }),
        };
}
