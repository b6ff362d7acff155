using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Tells a person what a program would be told by a problem: browsers show JSON as it is.</summary>
internal static class PlainNoticePage
{
    public static Task WriteAsync(HttpContext context, int status, string heading, string text) =>
        HtmlPage.WriteAsync(context, status, heading, body => body.Element("h1", heading).Element("p", text));
}
