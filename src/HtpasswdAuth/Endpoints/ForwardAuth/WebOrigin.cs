using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>Scheme, host and port the way browsers write an origin: lower case, punycode, no default port. Equal origins are equal texts.</summary>
internal static class WebOrigin
{
    // What an origin never has, and what readers of an address disagree on.
    private static readonly SearchValues<char> Foreign = SearchValues.Create("\\@?# \t\r\n");

    /// <summary>Reads an origin that somebody configured. Plain HTTP will do on this very machine only.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? origin)
    {
        origin = null;
        if (text is null || text.Contains('*', StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || !IsOriginAlone(uri, text))
        {
            return false;
        }

        if (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        {
            origin = Write(uri);
            return true;
        }

        return false;
    }

    /// <summary>Reads the origin of a request from what a proxy says of it; <see langword="null"/> where that makes no sense.</summary>
    public static string? TryRead(string scheme, string host)
    {
        // Websockets are of the origin of the page that opens them.
        string web = scheme switch { "wss" => Uri.UriSchemeHttps, "ws" => Uri.UriSchemeHttp, _ => scheme };
        string text = $"{web}://{host}";
        return web is "https" or "http" && !host.Contains('/', StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && IsOriginAlone(uri, text) ? Write(uri) : null;
    }

    private static bool IsOriginAlone(Uri uri, string text) =>
        uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0 && uri.Host.Length > 0
        && !text.AsSpan().ContainsAny(Foreign);

    private static string Write(Uri uri)
    {
        string host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return $"{uri.Scheme}://{host.ToLowerInvariant()}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
    }
}
