using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>The request that the proxy holds back until it is answered. What cannot be read is refused, never guessed.</summary>
internal sealed record OriginalRequest(string Method, PathString Path, QueryString Query, string? Origin)
{
    // As much as servers take for a request line.
    private const int LongestUri = 8192;
    private const int LongestMethod = 32;

    private static readonly SearchValues<char> Visible = SearchValues.Create([.. Enumerable.Range(0x21, 0x5E).Select(code => (char)code)]);
    private static readonly SearchValues<char> MethodLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    /// <summary>Reads what the proxy says, and nothing that only another one would have set.</summary>
    public static bool TryRead(HttpRequest request, ForwardAuthProxy proxy, [NotNullWhen(true)] out OriginalRequest? original)
    {
        original = null;
        (string uriHeader, string methodHeader) = HeadersOf(proxy);
        string? uri = Single(request.Headers[uriHeader]);
        string? method = Single(request.Headers[methodHeader]);
        if (!IsMethod(method) || !IsUri(uri))
        {
            return false;
        }

        int query = uri.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? uri : uri[..query];
        if (path.Contains("%00", StringComparison.Ordinal))
        {
            // No server takes it, and nothing here can hold it.
            return false;
        }

        original = new OriginalRequest(method, PathString.FromUriComponent(path), new QueryString(uri[path.Length..]), ReadOrigin(request));
        return true;
    }

    /// <summary>The address as it goes into another one's query.</summary>
    public string PathAndQuery => Path.ToUriComponent() + Query.ToUriComponent();

    public static (string Uri, string Method) HeadersOf(ForwardAuthProxy proxy) => proxy == ForwardAuthProxy.Nginx
        ? ("X-Original-URI", "X-Original-Method")
        : ("X-Forwarded-Uri", "X-Forwarded-Method");

    // Several fields of the name: one of them is not the proxy's.
    private static string? Single(StringValues header) => header.Count == 1 ? header[0] : null;

    private static bool IsMethod([NotNullWhen(true)] string? method) =>
        method is { Length: > 0 and <= LongestMethod } && !method.AsSpan().ContainsAnyExcept(MethodLetters);

    /// <summary>A path, and what browsers and proxies leave on the wire: no fragment, nothing to be decoded differently by two readers of a header.</summary>
    private static bool IsUri([NotNullWhen(true)] string? uri) =>
        uri is ['/', ..] && uri.Length <= LongestUri && !uri.AsSpan().ContainsAnyExcept(Visible) && !uri.Contains('#', StringComparison.Ordinal);

    /// <summary>Where forwarded headers were read already, host and scheme are the request's own.</summary>
    private static string? ReadOrigin(HttpRequest request)
    {
        StringValues scheme = request.Headers["X-Forwarded-Proto"];
        StringValues host = request.Headers["X-Forwarded-Host"];
        return (scheme.Count > 1 || host.Count > 1)
            ? null
            : WebOrigin.TryRead(scheme is [{ } forwarded] ? forwarded : request.Scheme, host is [{ } name] ? name : request.Host.Value ?? "");
    }
}
