using HtpasswdAuth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts a whole site behind a password.</summary>
public static class HtpasswdApplicationBuilderExtensions
{
    // The framework's marks for "this application has these middlewares"; WebApplication adds its own where they are missing.
    private const string AuthenticationMiddlewareSet = "__AuthenticationMiddlewareSet";
    private const string AuthorizationMiddlewareSet = "__AuthorizationMiddlewareSet";

    /// <summary>
    /// Lets nothing that comes after this line be reached without a password: files, endpoints, dashboards, proxied backends,
    /// also those marked <c>[AllowAnonymous]</c>. Call it before them, and after forwarded headers, HTTPS redirection and error pages.
    /// </summary>
    /// <remarks>
    /// It does the work of <c>UseAuthentication</c> for its scheme, and in a <see cref="WebApplication"/> with authorization
    /// services it is followed by <c>UseAuthorization</c>, so that policies and roles see the user; neither needs to be called.
    /// It costs far less than the two: see the benchmark table in the README. What is let through is marked <c>Cache-Control: private</c>, unless
    /// the site says by itself who may keep it.
    /// </remarks>
    /// <param name="app">The application.</param>
    /// <returns><paramref name="app"/>.</returns>
    /// <exception cref="InvalidOperationException">
    /// At start: the scheme was not added with <c>AddHtpasswd</c>; or an endpoint that is marked <c>ShortCircuit()</c> would be answered before
    /// the gate, and not marked <c>AllowWithoutPassword()</c> too.
    /// </exception>
    public static IApplicationBuilder UseHtpasswd(this IApplicationBuilder app) => app.UseHtpasswd(static _ => { });

    /// <inheritdoc cref="UseHtpasswd(IApplicationBuilder)"/>
    /// <param name="app">The application.</param>
    /// <param name="configure">Sets which paths stay open, and the scheme.</param>
    public static IApplicationBuilder UseHtpasswd(this IApplicationBuilder app, Action<HtpasswdGateOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new HtpasswdGateOptions();
        configure(options);
        if (app.ApplicationServices.GetService<HtpasswdSchemes>() is null)
        {
            throw new InvalidOperationException(
                "UseHtpasswd needs a password file. Add it: builder.Services.AddAuthentication().AddHtpasswd(\"users.htpasswd\").");
        }

        app.UseMiddleware<HtpasswdGateMiddleware>(options, GatePresence.Announce(app));
        if (app is WebApplication)
        {
            ReplaceAutomaticMiddlewares(app, options.AuthenticationScheme);
        }

        return app;
    }

    private static void ReplaceAutomaticMiddlewares(IApplicationBuilder app, string schemeName)
    {
        if (IsOnlyAuthentication(app.ApplicationServices.GetRequiredService<IAuthenticationSchemeProvider>(), schemeName))
        {
            app.Properties.TryAdd(AuthenticationMiddlewareSet, true);
        }

        // WebApplication would put authorization before the gate, where nobody is signed in yet.
        bool hasAuthorization = app.ApplicationServices.GetService<IServiceProviderIsService>()?.IsService(typeof(IAuthorizationHandlerProvider)) == true;
        if (hasAuthorization && !app.Properties.ContainsKey(AuthorizationMiddlewareSet))
        {
            app.UseAuthorization();
        }
    }

    /// <summary>Whether the framework's authentication middleware would do nothing that the gate does not.</summary>
    private static bool IsOnlyAuthentication(IAuthenticationSchemeProvider schemes, string schemeName)
    {
        AuthenticationScheme? authenticates = schemes.GetDefaultAuthenticateSchemeAsync().GetAwaiter().GetResult();
        bool hasRequestHandlers = schemes.GetRequestHandlerSchemesAsync().GetAwaiter().GetResult().Any();
        return !hasRequestHandlers && (authenticates is null || authenticates.Name == schemeName);
    }
}
