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
    private readonly IAccountStoresFactory? _accounts;
    private readonly RunningSchemes<HtdigestHandler, HtdigestAuthenticator> _running;

    public HtdigestSchemes(
        IOptionsMonitor<HtdigestOptions> options,
        IAuthenticationSchemeProvider provider,
        IServiceScopeFactory scopes,
        IDataProtectionProvider protection,
        HtpasswdMetrics metrics,
        HtdigestPasswordsFactory passwordChange,
        ForwardedHeadersWarning forwarding,
        ILoggerFactory loggers,
        IAccountStoresFactory? accounts = null)
    {
        _options = options;
        _protection = protection;
        _metrics = metrics;
        _passwordChange = passwordChange;
        _forwarding = forwarding;
        _loggers = loggers;
        _accounts = accounts;
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
        IAccountStores? accounts = _accounts?.Open(factors.FilesOf(settings.UserFile!, settings.PasswordChange, isDigest: true));
        IPasswordStateStore passwordStates = accounts?.DigestPasswordStates ?? HtdigestPasswordsFactory.OpenStates(settings, logger);
        var standings = new PasswordStandings(passwordStates, settings.PasswordChange.MaxAge, settings.TimeProvider!, logger);
        var parts = HtdigestParts.Create(schemeName, settings, standings.HasExpired, _metrics, _forwarding, logger);
        FactorStores? stores = accounts is null
            ? FactorFiles.OpenWhereNeeded(factors, hasForm: false, logger)
            : FactorFiles.Of(accounts, factors.Options, hasForm: false);
        AccountProtection protection = AccountProtectionFactory.Create(factors, stores, _protection, logger);
        var lines = new HtdigestLines(parts.Store, DigestSettings.From(settings));
        SecondFactor? secondFactor = SecondFactorFactory.Create(factors, lines, stores, forms: null, protection, logger);
        SchemePasswords passwords = _passwordChange.Create(schemeName, settings, parts, passwordStates, standings, secondFactor, logger, accounts?.Health);
        GroupRoles? groups = GroupRoles.Open(settings.ToGroupFileSettings(), schemeName, settings.ClaimsIssuer, settings.TimeProvider!, logger);
        return new HtdigestAuthenticator(scheme, settings, parts, passwords, secondFactor, groups, _running.TransformsClaims());
    }
}
