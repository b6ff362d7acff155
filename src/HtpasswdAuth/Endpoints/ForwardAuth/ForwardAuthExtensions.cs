using HtpasswdAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Lets a proxy ask who may see what lies behind it.</summary>
public static class ForwardAuthExtensions
{
    /// <summary>
    /// Maps the answer that nginx <c>auth_request</c>, Traefik <c>ForwardAuth</c> and Caddy <c>forward_auth</c> expect. It judges the
    /// request that the proxy holds back, by its password, second factor, method and path.
    /// </summary>
    /// <remarks>
    /// <para>204 with <c>Remote-User</c> and <c>Remote-Groups</c> (the role claims, comma separated; both percent-encoded as UTF-8 except for
    /// visible ASCII without <c>%</c> and comma) lets it pass. 401 asks for the password, 403 says in <c>X-Htpasswd-Reason</c> what else is
    /// missing: <c>otp</c>, <c>password</c> (to be changed), <c>forbidden</c>. Every other answer has both names empty.</para>
    /// <para>Authorization that is required of the endpoint is judged with that user, and answered 403:
    /// <c>app.MapForwardAuth("/auth/admins").RequireAuthorization("admins")</c>. Schemes that a policy names are not asked.</para>
    /// <para>It checks the password itself, so neither a gate nor a fallback policy stands before it. Map the account's pages too: browsers are sent there.</para>
    /// </remarks>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path that the proxy asks, with any method.</param>
    /// <param name="configure">Sets which proxy asks, from where, and for a portal on a host of its own where browsers may return to.</param>
    /// <returns>The endpoint, to add conventions to.</returns>
    /// <exception cref="ArgumentException">The path does not begin with a slash, or the options are wrong.</exception>
    /// <exception cref="InvalidOperationException">Nothing was added with <c>AddHtpasswd</c>, or the scheme with <c>AddHtdigest</c>.</exception>
    public static IEndpointConventionBuilder MapForwardAuth(
        this IEndpointRouteBuilder endpoints, string pattern = "/auth", Action<ForwardAuthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (pattern is not ['/', not '/', ..])
        {
            throw new ArgumentException("The pattern must be a path of this site, such as /auth.", nameof(pattern));
        }

        var options = new ForwardAuthOptions();
        configure?.Invoke(options);
        ForwardAuthOptionsCheck.Check(options, nameof(configure));
        ThrowIfDigest(endpoints.ServiceProvider, options.AuthenticationScheme);
        HtpasswdSchemes schemes = endpoints.ServiceProvider.GetService<HtpasswdSchemes>()
            ?? throw new InvalidOperationException("MapForwardAuth needs a password file. Add it: builder.Services.AddAuthentication().AddHtpasswd(\"users.htpasswd\").");
        ILogger logger = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger($"{nameof(HtpasswdAuth)}.{options.AuthenticationScheme}");
        var endpoint = new ForwardAuthEndpoint(schemes, options, MapReturn(endpoints, pattern, options), logger);
        return endpoints.Map(pattern, endpoint.HandleAsync).AllowWithoutPassword();
    }

    /// <summary>
    /// A response of Digest counts once, and a proxy may ask twice about one request, as nginx does after each internal redirection. The
    /// second time it is a replay like any other, and clients would be asked for another response for ever.
    /// </summary>
    private static void ThrowIfDigest(IServiceProvider services, string scheme)
    {
        if (services.GetService<AccountSchemes>()?.IsDigest(scheme) == true)
        {
            throw new InvalidOperationException(
                $"MapForwardAuth cannot answer for the Digest scheme '{scheme}': a Digest response counts once, and proxies ask more than once about a request, which would be a replay. "
                + "Add a password file with AddHtpasswd and set ForwardAuthOptions.AuthenticationScheme to its scheme.");
        }
    }

    /// <summary>Where a portal's pages lead back to. Beside the endpoint, so that what is required of that is not required here.</summary>
    private static ForwardAuthReturn? MapReturn(IEndpointRouteBuilder endpoints, string pattern, ForwardAuthOptions options)
    {
        if (options.PortalOrigin is null)
        {
            return null;
        }

        string path = pattern.TrimEnd('/') + "/return";
        string name = $"HtpasswdAuth.ForwardAuth.{path}";
        var portal = new ForwardAuthReturn(options, name);
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], portal.HandleAsync).AllowWithoutPassword().WithName(name);
        return portal;
    }
}
