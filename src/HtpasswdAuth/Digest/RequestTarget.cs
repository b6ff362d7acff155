using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HtpasswdAuth;

/// <summary>
/// Whether a response is for the request that carries it: its <c>uri</c> must be the request's target, as both were sent. A proxy
/// that rewrites the path therefore breaks Digest.
/// </summary>
internal static class RequestTarget
{
    public static bool Matches(HttpContext context, ReadOnlySpan<char> uri)
    {
        string? raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        string target = string.IsNullOrEmpty(raw) ? PathAndQuery(context.Request) : raw;
        string host = context.Request.Headers.Host.ToString();
        return uri.SequenceEqual(target) || WithoutHost(uri, host).SequenceEqual(WithoutHost(target, host));
    }

    /// <summary>Servers of tests and of other transports keep no raw target.</summary>
    private static string PathAndQuery(HttpRequest request) =>
        request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();

    /// <summary>The path and query of an absolute address on this very host; anything else as it is.</summary>
    private static ReadOnlySpan<char> WithoutHost(ReadOnlySpan<char> uri, string host)
    {
        foreach (string scheme in (ReadOnlySpan<string>)["http://", "https://"])
        {
            if (host.Length == 0 || !uri.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            ReadOnlySpan<char> rest = uri[scheme.Length..];
            if (rest.StartsWith(host, StringComparison.OrdinalIgnoreCase) && (rest.Length == host.Length || rest[host.Length] is '/' or '?'))
            {
                ReadOnlySpan<char> path = rest[host.Length..];
                return path.IsEmpty ? "/" : path;
            }
        }

        return uri;
    }
}
