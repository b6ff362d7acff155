using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Tells a person what a program would be told by a problem.</summary>
internal static class PlainNoticePage
{
    public static Task WriteAsync(HttpContext context, NoticePage page)
    {
        string heading = page.Error?.Title.TrimEnd('.') ?? "";
        return HtmlPage.WriteAsync(context, page.StatusCode, heading, body => body.Element("h1", heading).Element("p", page.Error?.Advice ?? ""));
    }
}
