using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>The running schemes of the application, by name. Each is made once, with its file loaded and watched.</summary>
internal sealed class HtpasswdSchemes : IDisposable
{
    private readonly IOptionsMonitor<HtpasswdOptions> _options;
    private readonly IDataProtectionProvider _protection;
    private readonly HtpasswdMetrics _metrics;
    private readonly PasswordChangeFactory _passwordChange;
    private readonly ILoggerFactory _loggers;
    private readonly RunningSchemes<HtpasswdHandler, HtpasswdAuthenticator> _running;

    public HtpasswdSchemes(
        IOptionsMonitor<HtpasswdOptions> options,
        IAuthenticationSchemeProvider provider,
        IServiceScopeFactory scopes,
        IDataProtectionProvider protection,
        HtpasswdMetrics metrics,
        PasswordChangeFactory passwordChange,
        ILoggerFactory loggers)
    {
        _options = options;
        _protection = protection;
        _metrics = metrics;
        _passwordChange = passwordChange;
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
        var store = new WatchedCredentialStore(settings.ToStoreSettings(), settings.TimeProvider!, _metrics, logger);
        store.Start();
        SecondFactorScheme factors = SecondFactorScheme.Of(schemeName, settings);
        WatchedOtpStateStore? states = OtpStates.OpenWhereNeeded(factors, settings.SignInForm.Enabled, logger);
        WatchedPasswordStateStore passwordStates = PasswordChangeFactory.OpenStates(settings, logger);
        var aliases = new PasswordAliases(passwordStates, settings.TimeProvider!);
        SignInForm? form = SignInFormFactory.Create(schemeName, settings, store, aliases, states, _protection, logger);
        SecondFactor? secondFactor = SecondFactorFactory.Create(factors, aliases, states, form?.Sessions, _protection, logger);
        SchemePasswords passwords = _passwordChange.Create(schemeName, settings, store, passwordStates, secondFactor, logger);
        GroupRoles? groups = StartGroups(schemeName, settings, logger);
        return new HtpasswdAuthenticator(scheme, settings, store, passwords, _running.TransformsClaims(), secondFactor, form, groups, logger);
    }

    private static GroupRoles? StartGroups(string schemeName, HtpasswdOptions settings, ILogger logger)
    {
        if (settings.ToGroupFileSettings() is not { } watched)
        {
            return null;
        }

        var file = new WatchedGroupFile(watched, settings.TimeProvider!, logger);
        file.Start();
        return new GroupRoles(file, schemeName, settings.ClaimsIssuer);
    }
}
