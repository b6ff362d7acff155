using System.Text.Encodings.Web;

namespace HtpasswdAuth.Docs.Tests;

// docs: second-factor.md
internal sealed class OurPages : IHtpasswdPages
{
    public Task WriteAsync(HttpContext context, HtpasswdPage page)
    {
        context.Response.StatusCode = page.StatusCode;                    // 200, or 422, 429 … with page.Error
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'";
        return context.Response.WriteAsync(page switch
        {
            CodePage code => Form(page, code.Site.Links.Code, """<label>Code <input name="code" autocomplete="one-time-code"></label>"""),
            OverviewPage overview => $"<p>You are {Encode(overview.UserName)}.",
            _ => "<p>Not written yet.",                                   // and so on for every page
        });
    }

    private static string Form(HtpasswdPage page, string action, string fields) =>
        $"""
        <p>{Encode(page.Error?.Title)}
        <form method="post" action="{Encode(action)}">
        <input type="hidden" name="__RequestVerificationToken" value="{Encode(page.AntiforgeryToken)}">
        <input type="hidden" name="returnUrl" value="{Encode(page.ReturnUrl)}">
        {fields} <button>Go on</button></form>
        """;

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
// end
