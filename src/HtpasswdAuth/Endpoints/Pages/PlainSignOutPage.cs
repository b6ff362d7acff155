using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Asks whether to sign out: a link alone must not do it, since pages of others can have links followed.</summary>
internal static class PlainSignOutPage
{
    public static Task WriteAsync(HttpContext context, SignOutPage page) =>
        HtmlPage.WriteAsync(context, page.StatusCode, "Sign out", body =>
        {
            body.Element("h1", "Sign out");
            body.Element("p", who => who.Text("You are ").Element("strong", page.UserName ?? "")
                .Text($" for {page.Site.Realm}.{(page.Site.HasSecondFactor ? " After signing out, a new code is asked for." : "")}"));
            PlainParts.Form(body, page, page.Site.Links.SignOut, form =>
            {
                if (page.Site.HasSecondFactor)
                {
                    form.Element("label", label => label.Attribute("class", "check")
                        .Element("input", box => box.Attribute("type", "checkbox").Attribute("name", "everywhere").Attribute("value", "true"))
                        .Element("span", "On all my other devices too"));
                }

                AccountFields.Button(form, "Sign out");
            });
        });
}
