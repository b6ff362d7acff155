using HtpasswdAuth;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Opens single endpoints.</summary>
public static class HtpasswdOpenEndpointExtensions
{
    /// <summary>
    /// Lets everybody reach an endpoint: neither <c>UseHtpasswd</c> nor a policy keeps it from those who have given no password. For what
    /// holds nothing of anybody, such as the style sheet of a page that says who may come in. Nobody is signed in there.
    /// </summary>
    /// <typeparam name="TBuilder">The kind of builder.</typeparam>
    /// <param name="builder">The endpoint, or a group of them.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static TBuilder AllowWithoutPassword<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(ChecksPasswordItself.Instance).AllowAnonymous();
}
