using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>
/// The way back from a portal's pages to the host that sent a browser there. The pages return to addresses of their own origin only; this
/// is one, and leads on to the origins that were configured and nowhere else.
/// </summary>
internal sealed class ForwardAuthReturn
{
    /// <summary>In characters: percent-encoded twice over it still fits into headers that proxies take.</summary>
    public const int LongestAddress = 1000;

    private const string Key = "to";

    private readonly HashSet<string> _origins;
    private readonly string _endpointName;

    /// <param name="options">Checked, with a portal.</param>
    /// <param name="endpointName">The name of the endpoint that <see cref="HandleAsync"/> is mapped as.</param>
    public ForwardAuthReturn(ForwardAuthOptions options, string endpointName)
    {
        Origin = Parse(options.PortalOrigin);
        _origins = [.. options.ReturnOrigins.Select(Parse)];
        _endpointName = endpointName;
    }

    /// <summary>Gets the origin of the pages.</summary>
    public string Origin { get; }

    public bool Allows(OriginalRequest original) => original.Origin is { } origin && _origins.Contains(origin);

    /// <summary>The address of this endpoint that leads back to where a request went, without the origin and what it is mapped below.</summary>
    public OriginalTarget TargetFor(HttpContext context, OriginalRequest original, PathString pathBase)
    {
        string? found = context.RequestServices.GetRequiredService<LinkGenerator>().GetPathByName(_endpointName, values: null);
        string wanted = original.PathAndQuery.Length > LongestAddress ? "/" : original.PathAndQuery;
        return new OriginalTarget(
            original.Method, pathBase, PathString.FromUriComponent(found ?? "/"), QueryString.Create(Key, original.Origin + wanted));
    }

    public Task HandleAsync(HttpContext context)
    {
        string? wanted = context.Request.Query[Key] is [{ } only] ? only : null;
        if (!TryAccept(wanted, out string? location))
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(context.Request.PathBase.ToUriComponent() + "/");
            return Task.CompletedTask;
        }

        // Not 302: where a form led here, the pages' form-action keeps browsers from following to another origin.
        context.Response.Headers["Refresh"] = $"0; url={location}";
        return HtmlPage.WriteAsync(context, StatusCodes.Status200OK, "Signed in", body => body
            .Element("h1", "Signed in")
            .Element("p", paragraph => paragraph.Element("a", link => link.Attribute("class", "button").Attribute("href", location).Text("Go on"))));
    }

    /// <summary>An origin of the list, to the letter, and behind it what would be accepted as an address of our own.</summary>
    public bool TryAccept(string? address, [NotNullWhen(true)] out string? location)
    {
        location = null;
        int scheme = address?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        int slash = scheme < 0 ? -1 : address!.IndexOf('/', scheme + 3);
        if (slash < 0 || !_origins.Contains(address![..slash]) || !LocalReturnUrl.TryAccept(address[slash..], default, [], out string? local))
        {
            return false;
        }

        location = address[..slash] + local;
        return true;
    }

    private static string Parse(string? origin) => WebOrigin.TryParse(origin, out string? parsed)
        ? parsed
        : throw new ArgumentException("The options were not checked.", nameof(origin));
}
