using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The form for a code of the app, or for a recovery code.</summary>
internal static class PlainCodePage
{
    public static Task WriteAsync(AccountRequest request, string returnUrl, CodeRefusal? refusal, bool withRecoveryCode)
    {
        refusal?.SetRetryAfter(request.Context.Response);
        string heading = withRecoveryCode ? "Recovery code" : "Authentication code";
        string title = refusal is null ? heading : $"{refusal.Title} – {heading}";
        return HtmlPage.WriteAsync(request.Context, refusal?.Status ?? StatusCodes.Status200OK, title, body =>
        {
            body.Element("h1", heading);
            AccountPages.Error(body, refusal);
            if (request.Session is not null)
            {
                body.Element("p", "You gave a code before, but this page wants one that was given just now.");
            }

            AccountPages.Form(body, request, AccountPages.AddressOf(request), returnUrl, form =>
            {
                WriteField(form, request, refusal?.IsAboutCode == true, withRecoveryCode);
                AccountFields.Button(form, "Continue");
            });
            AccountPages.OtherForm(body, request, AccountPages.AddressOf(request), returnUrl, withRecoveryCode);
            AccountPages.Who(body, request);
        });
    }

    private static void WriteField(HtmlBuilder form, AccountRequest request, bool invalid, bool withRecoveryCode)
    {
        if (withRecoveryCode)
        {
            AccountFields.RecoveryCode(form, invalid);
        }
        else
        {
            AccountFields.Code(form, "Code from the authenticator app", Hint(request), invalid);
        }
    }

    private static string Hint(AccountRequest request)
    {
        OtpParameters parameters = request.Factor.Site.FindEnrolment(request.User.Name)?.Parameters ?? OtpParameters.Default;
        return parameters.Type == OtpType.Hotp
            ? $"{parameters.Digits} digits. Each press of the token’s button makes new ones."
            : $"{parameters.Digits} digits. The app shows new ones every {parameters.Period} seconds.";
    }
}
