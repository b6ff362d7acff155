using System.Text;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// Writes a whole page of ours: the frame around a body, and the headers that keep it from being cached, framed, or extended by a script.
/// </summary>
internal static class HtmlPage
{
    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src {HtmlPageStyle.Source}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="context">Its response must not have started.</param>
    /// <param name="status">Of the response.</param>
    /// <param name="title">Plain text. Each state of a page has its own: it is the first thing that a screen reader says.</param>
    /// <param name="body">Writes the content of <c>main</c>, the heading included.</param>
    /// <param name="language">A BCP 47 tag, for <c>lang</c>.</param>
    public static Task WriteAsync(HttpContext context, int status, string title, Action<HtmlBuilder> body, string language = "en")
    {
        byte[] page = Encoding.UTF8.GetBytes(Render(title, body, language));
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        SetSecurityHeaders(response.Headers);
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }

    private static void SetSecurityHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // Nothing leaves this origin either way. But under no-referrer browsers send "Origin: null" with our own forms, which
        // CrossSiteCheck rightly refuses.
        headers["Referrer-Policy"] = "same-origin";
    }

    private static string Render(string title, Action<HtmlBuilder> body, string language)
    {
        var content = new HtmlBuilder();
        content.Element("main", body);
        return $"""
            <!DOCTYPE html>
            <html lang="{HtmlBuilder.Encode(language)}">
            <head>
            <meta charset="utf-8">
            <title>{HtmlBuilder.Encode(title)}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <style>{HtmlPageStyle.Sheet}</style>
            </head>
            <body>
            {content}
            </body>
            </html>

            """;
    }
}
