using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The forms to set up the second factor.</summary>
internal static class EnrolmentPage
{
    public static Task WriteStartAsync(AccountRequest request, string? returnUrl, int status, string? error)
    {
        const string Heading = "Set up the second factor";
        return HtmlPage.WriteAsync(request.Context, status, error is null ? Heading : $"Error – {Heading}", body =>
        {
            body.Element("h1", Heading);
            AccountPages.Error(body, error);
            body.Element("p", "This site asks for a code after the password. Codes come from an authenticator app on your phone; any will do.");
            AccountPages.Form(body, request, below: "", returnUrl, form =>
            {
                if (request.IsEnrolled)
                {
                    AccountPages.CodeField(form, "You have a second factor already. To replace it, type a code of it", error is not null);
                    form.Element("p", hint => hint.Attribute("class", "hint").Attribute("id", "hint").Text("The old app stops working when you are done."));
                }
                else if (request.Factor.Site.Options.RequireEnrolmentTicket)
                {
                    TicketField(form, error is not null);
                }

                AccountPages.Button(form, "Begin");
            });
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
            AccountPages.Error(body, refusal is null ? null : $"{refusal.Title} {refusal.Advice}");
            body.Element("p", "On the phone itself: ").Element("p", link => link.Element("a", app => app
                .Attribute("class", "button").Attribute("href", start.Uri.Format()).Text("Open the authenticator app")));
            body.Element("p", "From another device: choose “enter a key” in the app, and type:");
            body.Element("p", key => key.Element("code", Grouped(Base32.Encode(start.Uri.Secret.Span))));
            string action = request.Context.Request.Path.Value!.EndsWith("/confirm", StringComparison.Ordinal) ? "" : "/confirm";
            AccountPages.Form(body, request, action, returnUrl, form =>
            {
                AccountPages.Hidden(form, "token", start.Token);
                AccountPages.CodeField(form, "Code that the app shows now", refusal is not null);
                form.Element("p", hint => hint.Attribute("class", "hint").Attribute("id", "hint").Text("Nothing is changed before that. You have ten minutes."));
                AccountPages.Button(form, "Confirm");
            });
        });
    }

    private static void TicketField(HtmlBuilder form, bool invalid)
    {
        form.Element("label", label => label.Attribute("for", "ticket").Text("Ticket"));
        form.Element("input", input => input
            .Attribute("id", "ticket").Attribute("name", "ticket").Attribute("type", "text").Attribute("autocomplete", "off")
            .Attribute("autocapitalize", "characters").Attribute("spellcheck", "false").Attribute("maxlength", "60").Attribute("required").Attribute("autofocus")
            .Attribute("aria-describedby", invalid ? "error hint" : "hint").Attribute("aria-invalid", invalid ? "true" : "false"));
        form.Element("p", hint => hint.Attribute("class", "hint").Attribute("id", "hint").Text("The administrator of this site gave it to you."));
    }

    private static string Grouped(string key) => string.Join(' ', key.Chunk(4).Select(group => new string(group)));
}
