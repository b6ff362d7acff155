using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>The running schemes of the application, by name. Each is made once, with its file loaded and watched, or on the stores that it shares with other nodes.</summary>
internal sealed class HtpasswdSchemes : IDisposable
{
    private readonly IOptionsMonitor<HtpasswdOptions> _options;
    private readonly IDataProtectionProvider _protection;
    private readonly HtpasswdMetrics _metrics;
    private readonly PasswordChangeFactory _passwordChange;
    private readonly IServiceProvider _services;
    private readonly SchemeAccounts _accounts;
    private readonly AttemptThrottles _throttles;
    private readonly ForwardedHeadersWarning _forwarding;
    private readonly ILoggerFactory _loggers;
    private readonly RunningSchemes<HtpasswdHandler, HtpasswdAuthenticator> _running;

    public HtpasswdSchemes(
        IOptionsMonitor<HtpasswdOptions> options,
        IAuthenticationSchemeProvider provider,
        IServiceScopeFactory scopes,
        IDataProtectionProvider protection,
        HtpasswdMetrics metrics,
        PasswordChangeFactory passwordChange,
        IServiceProvider services,
        SchemeAccounts accounts,
        AttemptThrottles throttles,
        ForwardedHeadersWarning forwarding,
        ILoggerFactory loggers)
    {
        _options = options;
        _protection = protection;
        _metrics = metrics;
        _passwordChange = passwordChange;
        _services = services;
        _accounts = accounts;
        _throttles = throttles;
        _forwarding = forwarding;
        _loggers = loggers;
        _running = new(provider, scopes, Start, ("htpasswd", "AddHtpasswd(\"users.htpasswd\")"));
    }

    /// <exception cref="InvalidOperationException">No such scheme was added with AddHtpasswd.</exception>
    /// <exception cref="OptionsValidationException">Its options are wrong.</exception>
    public HtpasswdAuthenticator Get(string schemeName) => _running.Get(schemeName);

    /// <summary>The names of all schemes that were added with AddHtpasswd.</summary>
    public Task<IReadOnlyList<string>> GetNamesAsync() => _running.GetNamesAsync();

    public void Dispose() => _running.Dispose();

    private HtpasswdAuthenticator Start(AuthenticationScheme scheme)
    {
        string schemeName = scheme.Name;
        HtpasswdOptions settings = _options.Get(schemeName);
        ILogger logger = _loggers.CreateLogger($"{nameof(HtpasswdAuth)}.{schemeName}");
        SecondFactorScheme factors = settings.ToSecondFactorScheme(schemeName);
        SchemeStores stores = OpenStores(factors, settings, logger);
        AccountProtection protection = Protect(factors, stores, logger);
        var aliases = new PasswordAliases(stores.Accounts.PasswordStates, settings.TimeProvider!);
        var lines = new HtpasswdLines(stores.Users, aliases, settings.ToVerifierSettings());
        SignInForm? form = SignInFormFactory.Create(schemeName, settings, stores.Users, aliases, stores.Accounts.OtpStates, protection, logger);
        AttemptThrottle throttle = ThrottleOf(stores, settings, logger);
        var devices = new KnownDevices(factors.Options, lines, stores.Accounts.OtpStates, protection, throttle, factors.Time);
        SecondFactor? secondFactor = SecondFactorFactory.Create(
            factors, lines, stores.Accounts, form?.Sessions, protection, devices, logger);
        SchemePasswords passwords = _passwordChange.Create(schemeName, settings, stores, throttle, secondFactor, logger);
        GroupRoles? groups = GroupRoles.Open(settings.ToGroupFileSettings(), schemeName, settings.ClaimsIssuer, settings.TimeProvider!, logger);
        return new HtpasswdAuthenticator(
            scheme, settings, stores, passwords, devices, _running.TransformsClaims(), secondFactor, form, groups, _forwarding, logger);
    }

    private AttemptThrottle ThrottleOf(SchemeStores stores, HtpasswdOptions settings, ILogger logger) => stores.IsShared
        ? _throttles.OfStore(stores.Users, settings.AttemptThrottle, settings.TimeProvider!, stores.Accounts.Attempts, logger)
        : _throttles.OfFile(settings.UserFile!, settings.AttemptThrottle, settings.TimeProvider!, stores.Accounts.Attempts, logger);

    private AccountProtection Protect(SecondFactorScheme scheme, SchemeStores stores, ILogger logger)
    {
        try
        {
            return AccountProtectionFactory.Create(scheme, stores.Accounts, _protection, logger);
        }
        catch
        {
            stores.Dispose();
            throw;
        }
    }

    private SchemeStores OpenStores(SecondFactorScheme scheme, HtpasswdOptions settings, ILogger logger) =>
        string.IsNullOrWhiteSpace(settings.UserFile) && SharedStores.Find(_services, scheme.Name) is { } shared
            ? SchemeStores.Of(shared, _accounts.OpenShared(shared))
            : SchemeStores.OpenFile(
                settings.UserFile!, settings, _accounts.Open(scheme.Name, scheme.FilesOf(settings.UserFile!, isDigest: false)), _metrics, logger);
}
