using HtpasswdAuth;
using HtpasswdAuth.UI;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the pages for people.</summary>
public static class HtpasswdPagesExtensions
{
    /// <summary>
    /// Maps the account's pages and JSON endpoints, the files that the pages load, and <c>/.well-known/change-password</c>, by which
    /// password managers find the page to change the password. The files and that address are open to everybody; the pages check
    /// the password themselves.
    /// </summary>
    /// <remarks>It does what <c>MapHtpasswdApi</c> does, which is not called for the same scheme as well.</remarks>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path that all pages lie below.</param>
    /// <param name="authenticationScheme">The scheme added with <c>AddHtpasswd</c> or <c>AddHtdigest</c>.</param>
    /// <returns>The endpoints, to add conventions to.</returns>
    /// <exception cref="ArgumentException">The path is empty or does not begin with a slash.</exception>
    /// <exception cref="InvalidOperationException">The scheme was not added with <c>AddHtpasswd</c> or <c>AddHtdigest</c>, or the pages not with <c>AddHtpasswdUI</c>.</exception>
    public static IEndpointConventionBuilder MapHtpasswdPages(
        this IEndpointRouteBuilder endpoints, string prefix = "/account", string authenticationScheme = HtpasswdDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        WellKnownEndpoints wellKnown = endpoints.ServiceProvider.GetService<WellKnownEndpoints>()
            ?? throw new InvalidOperationException("MapHtpasswdPages needs the pages. Add them: builder.Services.AddHtpasswdUI().");
        prefix = prefix.TrimEnd('/');
        RouteGroupBuilder group = endpoints.MapGroup("");
        group.MapHtpasswdApi(prefix, authenticationScheme);
        AssetEndpoints.Map(group, prefix);
        wellKnown.Map(group, prefix);
        return group;
    }
}
