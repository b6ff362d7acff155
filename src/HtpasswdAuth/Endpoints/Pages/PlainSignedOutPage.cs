using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Says what signing out did, and what it cannot do.</summary>
internal static class PlainSignedOutPage
{
    public static Task WriteAsync(AccountRequest request) =>
        HtmlPage.WriteAsync(request.Context, StatusCodes.Status200OK, "Signed out", body => body
            .Element("h1", "Signed out")
            .Element("p", "The next visit needs a new code. Your browser may still remember the password; close all its windows to make it forget.")
            .Element("p", back => back.Element("a", link => link.Attribute("href", AccountPages.ReturnAddress(request, returnUrl: null)).Text("Back to the site"))));
}
