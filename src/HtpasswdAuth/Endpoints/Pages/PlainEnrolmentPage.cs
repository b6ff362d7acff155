using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The form that begins to set up the second factor.</summary>
internal static class PlainEnrolmentPage
{
    public static Task WriteAsync(HttpContext context, EnrolmentPage page)
    {
        const string Heading = "Set up the second factor";
        return HtmlPage.WriteAsync(context, page.StatusCode, page.Error is null ? Heading : $"Error – {Heading}", body =>
        {
            body.Element("h1", Heading);
            PlainParts.Error(body, page.Error);
            body.Element("p", "This site asks for a code after the password. Codes come from an authenticator app on your phone; any will do.");
            PlainParts.Form(body, page, page.Site.Links.Enrolment, form =>
            {
                WriteField(form, page);
                AccountFields.Button(form, "Begin");
            });
            if (page.Replaces)
            {
                PlainParts.OtherForm(body, page, page.Site.Links.Enrolment, page.WithRecoveryCode);
            }

            PlainParts.Who(body, page);
        });
    }

    private static void WriteField(HtmlBuilder form, EnrolmentPage page)
    {
        const string Replaced = "You have a second factor already. The old app stops working when you are done.";
        bool invalid = page.Error?.Field is not null;
        if (page.Replaces && page.WithRecoveryCode)
        {
            form.Element("p", Replaced);
            AccountFields.RecoveryCode(form, invalid);
        }
        else if (page.Replaces)
        {
            AccountFields.Code(form, "Code from the old app", Replaced, invalid);
        }
        else if (page.NeedsTicket)
        {
            AccountFields.Ticket(form, invalid);
        }
    }
}
