using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Says that the password was changed. It is the answer to the form itself: the next request of the browser brings the old password.</summary>
internal static class PlainPasswordChangedPage
{
    public static Task WriteAsync(HttpContext context, PasswordChangedPage page)
    {
        const string Heading = "Your password is changed";
        return HtmlPage.WriteAsync(context, page.StatusCode, Heading, body =>
        {
            body.Element("h1", Heading);
            body.Element("p", whose => whose.Text("The new one of ").Element("strong", page.UserName).Text($" for {page.Site.Realm} counts from now on. Your other sessions are over."));
            if (page.BrowserWillAsk)
            {
                body.Element("p", "Your browser still knows the old one, so it will ask you once more: give it the new one then.");
            }

            body.Element("p", go => go.Element("a", link => link.Attribute("class", "button").Attribute("href", page.ReturnUrl).Text("Go on")));
        });
    }
}
