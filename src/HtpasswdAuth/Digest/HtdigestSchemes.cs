using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>The running schemes of the application, by name. Each is made once, with its file loaded and watched.</summary>
internal sealed class HtdigestSchemes : IDisposable
{
    private readonly IOptionsMonitor<HtdigestOptions> _options;
    private readonly IDataProtectionProvider _protection;
    private readonly HtpasswdMetrics _metrics;
    private readonly HtdigestPasswordsFactory _passwordChange;
    private readonly ForwardedHeadersWarning _forwarding;
    private readonly ILoggerFactory _loggers;
    private readonly SchemeAccounts _accounts;
    private readonly AttemptThrottles _throttles;
    private readonly RunningSchemes<HtdigestHandler, HtdigestAuthenticator> _running;

    public HtdigestSchemes(
        IOptionsMonitor<HtdigestOptions> options,
        IAuthenticationSchemeProvider provider,
        IServiceScopeFactory scopes,
        IDataProtectionProvider protection,
        HtpasswdMetrics metrics,
        HtdigestPasswordsFactory passwordChange,
        ForwardedHeadersWarning forwarding,
        SchemeAccounts accounts,
        AttemptThrottles throttles,
        ILoggerFactory loggers)
    {
        _options = options;
        _protection = protection;
        _metrics = metrics;
        _passwordChange = passwordChange;
        _forwarding = forwarding;
        _loggers = loggers;
        _accounts = accounts;
        _throttles = throttles;
        _running = new(provider, scopes, Start, ("htdigest", "AddHtdigest(\"users.htdigest\")"));
    }

    /// <exception cref="InvalidOperationException">No such scheme was added with AddHtdigest.</exception>
    /// <exception cref="OptionsValidationException">Its options are wrong.</exception>
    public HtdigestAuthenticator Get(string schemeName) => _running.Get(schemeName);

    /// <summary>The names of all schemes that were added with AddHtdigest.</summary>
    public Task<IReadOnlyList<string>> GetNamesAsync() => _running.GetNamesAsync();

    public void Dispose() => _running.Dispose();

    private HtdigestAuthenticator Start(AuthenticationScheme scheme)
    {
        string schemeName = scheme.Name;
        HtdigestOptions settings = _options.Get(schemeName);
        ILogger logger = _loggers.CreateLogger($"{nameof(HtpasswdAuth)}.{schemeName}");
        SecondFactorScheme factors = settings.ToSecondFactorScheme(schemeName);
        IAccountStores accounts = _accounts.Open(schemeName, factors.FilesOf(settings.UserFile!, isDigest: true));
        var standings = new PasswordStandings(accounts.DigestPasswordStates, settings.PasswordChange.MaxAge, settings.TimeProvider!, logger);
        AttemptThrottle throttle = _throttles.OfFile(
            settings.UserFile!, settings.AttemptThrottle, settings.TimeProvider!, accounts.Attempts, logger);
        var parts = HtdigestParts.Create(schemeName, settings, standings.HasExpired, throttle, _metrics, _forwarding, logger);
        AccountProtection protection = AccountProtectionFactory.Create(factors, accounts, _protection, logger);
        var lines = new HtdigestLines(parts.Store, DigestSettings.From(settings));
        var devices = new KnownDevices(factors.Options, lines, accounts.OtpStates, protection, throttle, factors.Time);
        SecondFactor? secondFactor = SecondFactorFactory.Create(factors, lines, accounts, forms: null, protection, devices, logger);
        SchemePasswords passwords = _passwordChange.Create(schemeName, settings, parts, standings, secondFactor, logger, accounts.Health);
        GroupRoles? groups = GroupRoles.Open(settings.ToGroupFileSettings(), schemeName, settings.ClaimsIssuer, settings.TimeProvider!, logger);
        return new HtdigestAuthenticator(scheme, settings, parts, passwords, secondFactor, groups, _running.TransformsClaims());
    }
}
