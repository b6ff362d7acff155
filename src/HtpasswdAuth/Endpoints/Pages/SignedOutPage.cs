using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Says what signing out did, and what it cannot do.</summary>
internal static class SignedOutPage
{
    public static Task WriteAsync(HttpContext context) =>
        HtmlPage.WriteAsync(context, StatusCodes.Status200OK, "Signed out", body => body
            .Element("h1", "Signed out")
            .Element("p", "The next visit needs a new code. Your browser may still remember the password; close all its windows to make it forget."));
}
