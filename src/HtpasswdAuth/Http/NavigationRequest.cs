using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth;

/// <summary>Whether a person is waiting for a page, so that sending the browser to another page makes sense.</summary>
internal static class NavigationRequest
{
    /// <summary>
    /// Never for an unsafe method (its data would be lost) and never for an image, a script or a call made by a script (they would
    /// get a page that they cannot show). Browsers say what they want in <c>Sec-Fetch-Mode</c>; for all others <c>Accept</c> decides.
    /// </summary>
    public static bool IsNavigation(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return false;
        }

        StringValues mode = request.Headers["Sec-Fetch-Mode"];
        return IsForDocument(request.Headers["Sec-Fetch-Dest"]) && (mode.Count > 0 ? mode is ["navigate"] : AcceptsHtml(request));
    }

    /// <summary>A form that a browser sends and whose answer it shows.</summary>
    public static bool IsForm(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && (request.Headers["Sec-Fetch-Mode"] == "navigate"
            || (request.HasFormContentType && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a browser says so itself; all of today do, over HTTPS and on the same machine.</summary>
    public static bool IsByBrowser(HttpRequest request) =>
        request.Headers.ContainsKey("Sec-Fetch-Mode") || request.Headers[HeaderNames.XRequestedWith].Count > 0;

    // Empty is what the page itself counts as when a service worker passes its request on. Frames don't count: our pages refuse to
    // be framed, so there a redirection would only turn a readable answer into an empty box.
    private static bool IsForDocument(StringValues destination) => destination is [] or ["document"] or ["empty"];

    private static bool AcceptsHtml(HttpRequest request) =>
        request.Headers[HeaderNames.XRequestedWith].Count == 0
        && MediaTypeHeaderValue.TryParseStrictList(request.Headers.Accept, out IList<MediaTypeHeaderValue>? accepted)
        && accepted.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && type.Quality is null or > 0);
}
