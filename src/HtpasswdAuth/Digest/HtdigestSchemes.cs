using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>The running schemes of the application, by name. Each is made once, with its file loaded and watched.</summary>
internal sealed class HtdigestSchemes(
    IOptionsMonitor<HtdigestOptions> options,
    IAuthenticationSchemeProvider provider,
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    HtpasswdMetrics metrics,
    HtdigestPasswordsFactory passwordChange,
    ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<HtdigestAuthenticator>> _running = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">No such scheme was added with AddHtdigest.</exception>
    /// <exception cref="OptionsValidationException">Its options are wrong.</exception>
    public HtdigestAuthenticator Get(string schemeName) =>
        _running.TryGetValue(schemeName, out Lazy<HtdigestAuthenticator>? running)
            ? running.Value
            : _running.GetOrAdd(schemeName, name => new Lazy<HtdigestAuthenticator>(() => Start(name))).Value;

    /// <summary>The names of all schemes that were added with AddHtdigest.</summary>
    public async Task<IReadOnlyList<string>> GetNamesAsync()
    {
        IEnumerable<AuthenticationScheme> all = await provider.GetAllSchemesAsync().ConfigureAwait(false);
        return [.. all.Where(scheme => scheme.HandlerType == typeof(HtdigestHandler)).Select(scheme => scheme.Name)];
    }

    public void Dispose()
    {
        foreach (Lazy<HtdigestAuthenticator> running in _running.Values)
        {
            if (running.IsValueCreated)
            {
                running.Value.Dispose();
            }
        }
    }

    private HtdigestAuthenticator Start(string schemeName)
    {
        // The provider keeps its schemes in memory; its methods are asynchronous for the sake of others.
        AuthenticationScheme? scheme = provider.GetSchemeAsync(schemeName).GetAwaiter().GetResult();
        if (scheme?.HandlerType != typeof(HtdigestHandler))
        {
            throw new InvalidOperationException(
                $"There is no authentication scheme '{schemeName}' of htdigest. Add it: builder.Services.AddAuthentication().AddHtdigest(\"users.htdigest\").");
        }

        HtdigestOptions settings = options.Get(schemeName);
        ILogger logger = loggers.CreateLogger($"{nameof(HtpasswdAuth)}.{schemeName}");
        WatchedPasswordStateStore passwordStates = HtdigestPasswordsFactory.OpenStates(settings, logger);
        var standings = new PasswordStandings(passwordStates, settings.PasswordChange.MaxAge, settings.TimeProvider!, logger);
        var parts = HtdigestParts.Create(schemeName, settings, standings.HasExpired, metrics, logger);
        SecondFactorScheme factors = SecondFactorScheme.Of(schemeName, settings);
        WatchedOtpStateStore? states = OtpStates.OpenWhereNeeded(factors, hasForm: false, logger);
        SecondFactor? secondFactor = SecondFactorFactory.Create(factors, aliases: null, states, forms: null, protection, logger);
        SchemePasswords passwords = passwordChange.Create(schemeName, settings, parts, passwordStates, standings, secondFactor, logger);
        GroupRoles? groups = GroupRoles.Open(settings.ToGroupFileSettings(), schemeName, settings.ClaimsIssuer, settings.TimeProvider!, logger);
        return new HtdigestAuthenticator(scheme, settings, parts, passwords, secondFactor, groups, TransformsClaims());
    }

    /// <summary>ASP.NET Core registers a transformation that does nothing; any other may change the principal it is given.</summary>
    private bool TransformsClaims()
    {
        using IServiceScope scope = scopes.CreateScope();
        return scope.ServiceProvider.GetService<IClaimsTransformation>() is not (null or NoopClaimsTransformation);
    }
}
