using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HtpasswdAuth;

/// <summary>What conditions of <c>.htaccess</c> files ask of a request.</summary>
/// <param name="context">The request.</param>
/// <param name="index">The file that stands for the folder that was asked for; <see langword="null"/> where it is not about that.</param>
internal sealed class HttpRequestFacts(HttpContext context, string? index = null) : IRequestFacts
{
    public string Method => context.Request.Method;

    public string Path { get; } = Merged((context.Request.PathBase + context.Request.Path).Value ?? "/") + index;

    public string Query => context.Request.QueryString.Value is ['?', .. var query] ? query : "";

    public string Protocol => context.Request.Protocol;

    public bool IsHttps => context.Request.IsHttps;

    public string RequestLine => $"{Method} {context.Features.Get<IHttpRequestFeature>()?.RawTarget} {Protocol}";

    public string? Header(string name) => context.Request.Headers.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values)
        ? string.Join(", ", values.ToArray())
        : null;

    /// <summary>Slashes in a row are one, as with httpd's <c>MergeSlashes</c>.</summary>
    private static string Merged(string path)
    {
        while (path.Contains("//", StringComparison.Ordinal))
        {
            path = path.Replace("//", "/", StringComparison.Ordinal);
        }

        return path;
    }
}
