using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HtpasswdAuth.Benchmarks.Pipeline;

/// <summary>
/// The collections that Kestrel keeps a request's and a response's fields in, with fields of its own for the usual names. They are internal;
/// the public one, a dictionary, takes several times as long for each field.
/// </summary>
internal static class KestrelHeaders
{
    private const string Namespace = "Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http";

    /// <summary>What a browser sends along with each request, the fields that Kestrel has no place for among them.</summary>
    private static readonly KeyValuePair<string, string>[] Browser =
    [
        new("Host", "site.example"),
        new("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
        new("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        new("Accept-Language", "en-US,en;q=0.5"),
        new("Accept-Encoding", "gzip, deflate, br, zstd"),
        new("Sec-Fetch-Dest", "document"),
        new("Sec-Fetch-Mode", "navigate"),
        new("Sec-Fetch-Site", "same-origin"),
    ];

    public static IHeaderDictionary OfRequest()
    {
        IHeaderDictionary headers = Create("HttpRequestHeaders", true, null);
        foreach ((string name, string value) in Browser)
        {
            headers[name] = value;
        }

        return headers;
    }

    public static IHeaderDictionary OfResponse() => Create("HttpResponseHeaders", [null]);

    private static IHeaderDictionary Create(string name, params object?[] arguments) =>
        (IHeaderDictionary)Activator.CreateInstance(typeof(KestrelServer).Assembly.GetType($"{Namespace}.{name}", throwOnError: true)!, arguments)!;
}
