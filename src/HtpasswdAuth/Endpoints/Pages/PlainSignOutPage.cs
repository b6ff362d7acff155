using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Asks whether to sign out: a link alone must not do it, since pages of others can have links followed.</summary>
internal static class PlainSignOutPage
{
    public static Task WriteAsync(AccountRequest request) =>
        HtmlPage.WriteAsync(request.Context, StatusCodes.Status200OK, "Sign out", body =>
        {
            body.Element("h1", "Sign out");
            body.Element("p", who => who.Text("You are ").Element("strong", request.User.Name)
                .Text($" for {request.Factor.Site.Realm}. After signing out, a new code is asked for."));
            AccountPages.Form(body, request, AccountPages.AddressOf(request), returnUrl: null, form =>
            {
                form.Element("label", label => label.Attribute("class", "check")
                    .Element("input", box => box.Attribute("type", "checkbox").Attribute("name", "everywhere").Attribute("value", "true"))
                    .Element("span", "On all my other devices too"));
                AccountFields.Button(form, "Sign out");
            });
        });
}
