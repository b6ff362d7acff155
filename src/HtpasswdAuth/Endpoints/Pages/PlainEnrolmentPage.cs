using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The forms to set up the second factor.</summary>
internal static class PlainEnrolmentPage
{
    private const string Confirmation = "/confirm";

    public static Task WriteStartAsync(AccountRequest request, string? returnUrl, int status, string? error, bool withRecoveryCode = false)
    {
        const string Heading = "Set up the second factor";
        return HtmlPage.WriteAsync(request.Context, status, error is null ? Heading : $"Error – {Heading}", body =>
        {
            body.Element("h1", Heading);
            AccountPages.Error(body, error);
            body.Element("p", "This site asks for a code after the password. Codes come from an authenticator app on your phone; any will do.");
            AccountPages.Form(body, request, Address(request), returnUrl, form =>
            {
                WriteField(form, request, error is not null, withRecoveryCode);
                AccountFields.Button(form, "Begin");
            });
            if (request.IsEnrolled)
            {
                AccountPages.OtherForm(body, request, Address(request), returnUrl, withRecoveryCode);
            }

            AccountPages.Who(body, request);
        });
    }

    public static Task WriteSecretAsync(AccountRequest request, EnrolmentStart start, string? returnUrl, CodeRefusal? refusal)
    {
        const string Heading = "Add this site to your app";
        refusal?.SetRetryAfter(request.Context.Response);
        string title = refusal is null ? Heading : $"{refusal.Title} – {Heading}";
        return HtmlPage.WriteAsync(request.Context, refusal?.Status ?? StatusCodes.Status200OK, title, body =>
        {
            body.Element("h1", Heading);
            body.Element("p", "On the phone itself:").Element("p", link => link.Element("a", app => app
                .Attribute("class", "button").Attribute("href", start.Uri.Format()).Text("Open the authenticator app")));
            body.Element("p", "From another device: choose “enter a key” in the app, and type:");
            body.Element("p", key => key.Element("code", Grouped(Base32.Encode(start.Uri.Secret.Span))));
            AccountPages.Form(body, request, Address(request) + Confirmation, returnUrl, form =>
            {
                // In a small window the focus scrolls: not past the key when it is new, nor past the error.
                AccountFields.Hidden(form, "token", start.Token);
                AccountPages.Error(form, refusal);
                AccountFields.Code(
                    form, "Code that the app shows now", "Nothing is changed before that. You have ten minutes.", refusal?.IsAboutCode == true, focused: refusal is not null);
                AccountFields.Button(form, "Confirm");
            });
        });
    }

    /// <summary>Where an enrolment begins, also when the page is the answer to the end of one.</summary>
    private static string Address(AccountRequest request)
    {
        string address = AccountPages.AddressOf(request);
        return address.EndsWith(Confirmation, StringComparison.OrdinalIgnoreCase) ? address[..^Confirmation.Length] : address;
    }

    private static void WriteField(HtmlBuilder form, AccountRequest request, bool invalid, bool withRecoveryCode)
    {
        const string Replaced = "You have a second factor already. The old app stops working when you are done.";
        if (request.IsEnrolled && withRecoveryCode)
        {
            form.Element("p", Replaced);
            AccountFields.RecoveryCode(form, invalid);
        }
        else if (request.IsEnrolled)
        {
            AccountFields.Code(form, "Code from the old app", Replaced, invalid);
        }
        else if (request.Factor.Site.Options.RequireEnrolmentTicket)
        {
            AccountFields.Ticket(form, invalid);
        }
    }

    private static string Grouped(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));
}
