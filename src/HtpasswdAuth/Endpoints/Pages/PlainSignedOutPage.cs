using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Says what signing out did, and what it cannot do.</summary>
internal static class PlainSignedOutPage
{
    public static Task WriteAsync(HttpContext context, SignedOutPage page) =>
        HtmlPage.WriteAsync(context, page.StatusCode, "Signed out", body => body
            .Element("h1", "Signed out")
            .Element("p", WhatIsLeft(page))
            .Element("p", back => back.Element("a", link => link.Attribute("href", page.ReturnUrl).Text("Back to the site"))));

    private static string WhatIsLeft(SignedOutPage page)
    {
        string code = page.Site.HasSecondFactor ? "The next visit needs a new code. " : "";
        return page.BrowserKeepsPassword
            ? code + "Your browser may still remember the password; close all its windows to make it forget."
            : code.TrimEnd();
    }
}
