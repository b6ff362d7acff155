using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The form for a code of the app, or for a recovery code.</summary>
internal static class CodePage
{
    public static Task WriteAsync(AccountRequest request, string returnUrl, CodeRefusal? refusal, bool withRecoveryCode)
    {
        refusal?.SetRetryAfter(request.Context.Response);
        string heading = withRecoveryCode ? "Recovery code" : "Authentication code";
        string title = refusal is null ? heading : $"{refusal.Title} – {heading}";
        return HtmlPage.WriteAsync(request.Context, refusal?.Status ?? StatusCodes.Status200OK, title, body =>
        {
            body.Element("h1", heading);
            AccountPages.Error(body, refusal is null ? null : $"{refusal.Title} {refusal.Advice}");
            AccountPages.Form(body, request, below: "", returnUrl, form =>
            {
                Field(form, refusal is not null, withRecoveryCode);
                AccountPages.Button(form, "Continue");
            });
            body.Element("p", other => other.Element("a", link => link.Attribute("href", OtherForm(request, returnUrl, withRecoveryCode))
                .Text(withRecoveryCode ? "Use the app instead" : "I do not have the app at hand")));
            AccountPages.Who(body, request);
        });
    }

    private static void Field(HtmlBuilder form, bool invalid, bool withRecoveryCode)
    {
        if (!withRecoveryCode)
        {
            AccountPages.CodeField(form, "Code from the authenticator app", invalid);
            form.Element("p", hint => hint.Attribute("class", "hint").Attribute("id", "hint").Text("Six to eight digits. The app shows new ones every half minute."));
            return;
        }

        form.Element("label", label => label.Attribute("for", "recovery").Text("One of the recovery codes that you wrote down"));
        form.Element("input", input => input
            .Attribute("id", "recovery").Attribute("name", "recovery_code").Attribute("type", "text").Attribute("autocomplete", "off")
            .Attribute("autocapitalize", "characters").Attribute("spellcheck", "false").Attribute("maxlength", "40").Attribute("required").Attribute("autofocus")
            .Attribute("aria-describedby", invalid ? "error hint" : "hint").Attribute("aria-invalid", invalid ? "true" : "false"));
        form.Element("p", hint => hint.Attribute("class", "hint").Attribute("id", "hint").Text("Sixteen letters and digits, such as ABCD-EFGH-IJKL-MNOP. Each is good once."));
    }

    private static string OtherForm(AccountRequest request, string returnUrl, bool withRecoveryCode)
    {
        HttpRequest sent = request.Context.Request;
        string address = $"{sent.PathBase + sent.Path}?returnUrl={Uri.EscapeDataString(returnUrl)}";
        return withRecoveryCode ? address : address + "&recovery";
    }
}
