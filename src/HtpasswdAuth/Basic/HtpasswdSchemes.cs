using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>The running schemes of the application, by name. Each is made once, with its file loaded and watched.</summary>
internal sealed class HtpasswdSchemes(
    IOptionsMonitor<HtpasswdOptions> options,
    IAuthenticationSchemeProvider provider,
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    HtpasswdMetrics metrics,
    PasswordChangeFactory passwordChange,
    ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<HtpasswdAuthenticator>> _running = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">No such scheme was added with AddHtpasswd.</exception>
    /// <exception cref="OptionsValidationException">Its options are wrong.</exception>
    public HtpasswdAuthenticator Get(string schemeName) =>
        _running.TryGetValue(schemeName, out Lazy<HtpasswdAuthenticator>? running)
            ? running.Value
            : _running.GetOrAdd(schemeName, name => new Lazy<HtpasswdAuthenticator>(() => Start(name))).Value;

    /// <summary>The names of all schemes that were added with AddHtpasswd.</summary>
    public async Task<IReadOnlyList<string>> GetNamesAsync()
    {
        IEnumerable<AuthenticationScheme> all = await provider.GetAllSchemesAsync().ConfigureAwait(false);
        return [.. all.Where(scheme => scheme.HandlerType == typeof(HtpasswdHandler)).Select(scheme => scheme.Name)];
    }

    public void Dispose()
    {
        foreach (Lazy<HtpasswdAuthenticator> running in _running.Values)
        {
            if (running.IsValueCreated)
            {
                running.Value.Dispose();
            }
        }
    }

    private HtpasswdAuthenticator Start(string schemeName)
    {
        // The provider keeps its schemes in memory; its methods are asynchronous for the sake of others.
        AuthenticationScheme? scheme = provider.GetSchemeAsync(schemeName).GetAwaiter().GetResult();
        if (scheme?.HandlerType != typeof(HtpasswdHandler))
        {
            throw new InvalidOperationException(
                $"There is no authentication scheme '{schemeName}' of htpasswd. Add it: builder.Services.AddAuthentication().AddHtpasswd(\"users.htpasswd\").");
        }

        HtpasswdOptions settings = options.Get(schemeName);
        ILogger logger = loggers.CreateLogger($"{nameof(HtpasswdAuth)}.{schemeName}");
        var store = new WatchedCredentialStore(settings.ToStoreSettings(), settings.TimeProvider!, metrics, logger);
        store.Start();
        SecondFactorScheme factors = SecondFactorScheme.Of(schemeName, settings);
        WatchedOtpStateStore? states = OtpStates.OpenWhereNeeded(factors, settings.SignInForm.Enabled, logger);
        WatchedPasswordStateStore passwordStates = PasswordChangeFactory.OpenStates(settings, logger);
        var aliases = new PasswordAliases(passwordStates, settings.TimeProvider!);
        SignInForm? form = SignInFormFactory.Create(schemeName, settings, store, aliases, states, protection, logger);
        SecondFactor? secondFactor = SecondFactorFactory.Create(factors, aliases, states, form?.Sessions, protection, logger);
        SchemePasswords passwords = passwordChange.Create(schemeName, settings, store, passwordStates, secondFactor, logger);
        GroupRoles? groups = GroupRoles.Open(
            settings.ToGroupFileSettings(), schemeName, settings.ClaimsIssuer, settings.TimeProvider!, logger);
        return new HtpasswdAuthenticator(scheme, settings, store, passwords, TransformsClaims(), secondFactor, form, groups, logger);
    }

    /// <summary>ASP.NET Core registers a transformation that does nothing; any other may change the principal it is given.</summary>
    private bool TransformsClaims()
    {
        using IServiceScope scope = scopes.CreateScope();
        return scope.ServiceProvider.GetService<IClaimsTransformation>() is not (null or NoopClaimsTransformation);
    }
}
