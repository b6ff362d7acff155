using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The form for a code of the app, or for a recovery code.</summary>
internal static class PlainCodePage
{
    public static Task WriteAsync(HttpContext context, CodePage page)
    {
        string heading = page.WithRecoveryCode ? "Recovery code" : "Authentication code";
        string title = page.Error is null ? heading : $"{page.Error.Title} – {heading}";
        return HtmlPage.WriteAsync(context, page.StatusCode, title, body =>
        {
            body.Element("h1", heading);
            PlainParts.Error(body, page.Error);
            if (page.IsAgain)
            {
                body.Element("p", "You gave a code before, but this page wants one that was given just now.");
            }

            PlainParts.Form(body, page, page.Site.Links.Code, form =>
            {
                WriteField(form, page);
                AccountFields.Button(form, "Continue");
            });
            PlainParts.OtherForm(body, page, page.Site.Links.Code, page.WithRecoveryCode, page.IsAgain);
            PlainParts.Who(body, page);
        });
    }

    private static void WriteField(HtmlBuilder form, CodePage page)
    {
        bool invalid = page.Error?.Field is not null;
        if (page.WithRecoveryCode)
        {
            AccountFields.RecoveryCode(form, invalid);
        }
        else
        {
            AccountFields.Code(form, "Code from the authenticator app", Hint(page), invalid);
        }
    }

    private static string Hint(CodePage page) => page.Period is { } period
        ? $"{page.Digits} digits. The app shows new ones every {period} seconds."
        : $"{page.Digits} digits. Each press of the token’s button makes new ones.";
}
