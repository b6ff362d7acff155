using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Shows the new secret, and asks for the first code.</summary>
internal static class PlainEnrolmentSecretPage
{
    private const int Group = 4;

    public static Task WriteAsync(HttpContext context, EnrolmentSecretPage page)
    {
        const string Heading = "Add this site to your app";
        string title = page.Error is null ? Heading : $"{page.Error.Title} – {Heading}";
        return HtmlPage.WriteAsync(context, page.StatusCode, title, body =>
        {
            body.Element("h1", Heading);
            body.Element("p", "On the phone itself:").Element("p", link => link.Element("a", app => app
                .Attribute("class", "button").Attribute("href", page.OtpAuthUri).Text("Open the authenticator app")));
            body.Element("p", "From another device: choose “enter a key” in the app, and type:");
            body.Element("p", key => key.Element("code", Grouped(page.Key)));
            PlainParts.Form(body, page, page.Site.Links.EnrolmentConfirmation, form =>
            {
                // In a small window the focus scrolls: not past the key when it is new, nor past the error.
                AccountFields.Hidden(form, "token", page.Token);
                PlainParts.Error(form, page.Error);
                AccountFields.Code(
                    form, "Code that the app shows now", "Nothing is changed before that. You have ten minutes.", page.Error?.Field is not null, focused: page.Error is not null);
                AccountFields.Button(form, "Confirm");
            });
        });
    }

    private static string Grouped(string key) => string.Join(' ', key.Chunk(Group).Select(group => new string(group)));
}
