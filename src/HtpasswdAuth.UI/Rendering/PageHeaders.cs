using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HtpasswdAuth.UI;

/// <summary>The headers that keep a page from being cached, framed, or extended by a script.</summary>
internal static class PageHeaders
{
    // Pictures as data: the icons of some password managers and of browsers' own controls.
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Set(IHeaderDictionary headers, string language)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // Under no-referrer browsers send "Origin: null" with our own forms, which the check for other sites' requests refuses.
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentLanguage = language;
        headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.AcceptLanguage, HeaderNames.Cookie);
    }
}
