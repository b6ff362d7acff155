using HtpasswdAuth;
using HtpasswdAuth.UI;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the page that makes lines for password files.</summary>
public static class HtpasswdGeneratorPageExtensions
{
    /// <summary>
    /// Maps a page on which everybody can have a line for a password file made, and the files that it loads. It needs no password, no
    /// password file and no account pages; it keeps nothing and sets no cookie. The limits are those of <see cref="HtpasswdGeneratorOptions"/>.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The page's path; <c>/</c> for a site that has no other.</param>
    /// <returns>The endpoints, to add conventions to.</returns>
    /// <exception cref="ArgumentException">The path does not begin with a slash.</exception>
    /// <exception cref="InvalidOperationException">The generator was not added with <c>AddHtpasswdGenerator</c>, or the pages not with <c>AddHtpasswdUI</c>.</exception>
    public static IEndpointConventionBuilder MapHtpasswdGenerator(this IEndpointRouteBuilder endpoints, string path = "/generator")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith('/'))
        {
            throw new ArgumentException("The path must begin with a slash.", nameof(path));
        }

        HtpasswdGenerator generator = endpoints.ServiceProvider.GetService<HtpasswdGenerator>()
            ?? throw new InvalidOperationException("MapHtpasswdGenerator needs the generator. Add it: builder.Services.AddHtpasswdGenerator().");
        if (endpoints.ServiceProvider.GetService<PageAssets>() is null)
        {
            throw new InvalidOperationException("MapHtpasswdGenerator needs the pages. Add them: builder.Services.AddHtpasswdUI().");
        }

        var endpoint = new GeneratorEndpoint(generator, endpoints.ServiceProvider.GetRequiredService<IHtpasswdPages>());
        RouteGroupBuilder group = endpoints.MapGroup("");
        group.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], endpoint.ShowAsync).AllowWithoutPassword();
        group.MapMethods(path, [HttpMethods.Post], endpoint.MakeAsync).AllowWithoutPassword();
        AssetEndpoints.Map(group, path.TrimEnd('/'));
        return group;
    }
}
