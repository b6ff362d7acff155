using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Tells a person that the form just sent did not arrive where it was to, and how to send it again.</summary>
internal static class NotSentPage
{
    /// <param name="context">The request that carried the form.</param>
    /// <param name="reason">What is missing, a sentence.</param>
    /// <param name="page">The address where it can be given.</param>
    /// <param name="button">What the link to there says.</param>
    public static Task WriteAsync(HttpContext context, string reason, string page, string button) =>
        HtmlPage.WriteAsync(context, StatusCodes.Status403Forbidden, "Your data was not sent", body => body
            .Element("h1", "Your data was not sent")
            .Element("p", reason)
            .Element("p", "The button opens a new tab for that. Then come back to this tab, reload it, and confirm that the data be sent again.")
            .Element("p", paragraph => paragraph.Element("a", link => link
                .Attribute("class", "button").Attribute("href", page).Attribute("target", "_blank").Attribute("rel", "noopener").Text(button))));
}
