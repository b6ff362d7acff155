using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>
/// Tells a form sent by our own page from one sent by somebody else's. Browsers attach Basic credentials to both, and SameSite cookies
/// don't help somebody who has no cookie yet.
/// </summary>
internal static class CrossSiteCheck
{
    /// <summary>What a host and port never contain, and what lets a URL be read in two ways.</summary>
    private static readonly SearchValues<char> NotInAuthority =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(code => (char)code), '/', '\\', '?', '#', '@', '%', ',']);

    /// <summary>
    /// For unsafe methods. Behind a proxy the request's scheme and host must be those that the browser sees (ForwardedHeaders);
    /// otherwise our own pages count as cross-site.
    /// </summary>
    public static RequestOrigin Classify(HttpRequest request)
    {
        StringValues site = request.Headers["Sec-Fetch-Site"];
        StringValues origin = request.Headers.Origin;
        if (site.Count == 0 && origin.Count == 0)
        {
            return HasBrowserTraits(request.Headers) ? RequestOrigin.Unknown : RequestOrigin.NotABrowser;
        }

        // Not "same-site": a sibling subdomain is another origin, perhaps of other people.
        bool siteIsOurs = site is [] or ["same-origin"] or ["none"];
        bool originIsOurs = origin.Count == 0 || (origin is [{ } only] && IsOrigin(only, request));
        return siteIsOurs && originIsOurs ? RequestOrigin.SameOrigin : RequestOrigin.CrossSite;
    }

    private static bool HasBrowserTraits(IHeaderDictionary headers) =>
        headers.Cookie.Count > 0
        || headers.Referer.Count > 0
        || headers.ContainsKey("Sec-Fetch-Mode")
        || headers.ContainsKey("Sec-Fetch-Dest");

    /// <summary>Also refuses <c>null</c>, which is what sandboxed frames and pages without a referrer send.</summary>
    private static bool IsOrigin(string origin, HttpRequest request)
    {
        string scheme = request.Scheme.ToLowerInvariant();
        string prefix = scheme + "://";

        // The header itself, not Request.Host, which throws for a host that only looks like an internationalized one.
        return scheme is "http" or "https"
            && origin.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && request.Headers.Host is [{ } host]
            && TryNormalize(prefix, origin[prefix.Length..], out string? theirs)
            && TryNormalize(prefix, host, out string? ours)
            && theirs == ours;
    }

    /// <summary>Host in lower case and ASCII, and the port even where it is the default one.</summary>
    private static bool TryNormalize(string prefix, string authority, [NotNullWhen(true)] out string? normal)
    {
        normal = null;
        if (authority.AsSpan().ContainsAny(NotInAuthority))
        {
            return false;
        }

        try
        {
            normal = Uri.TryCreate(prefix + authority, UriKind.Absolute, out Uri? uri) ? $"{uri.IdnHost}:{uri.Port}" : null;
        }
        catch (UriFormatException)
        {
            // Some hosts that are no valid international names come out this way, even of TryCreate.
        }

        return normal is not null;
    }
}
