using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Where people go when their password is changed.</summary>
internal static class PasswordReturn
{
    /// <summary>An address of this site that is none of the pages one does not want to come back to.</summary>
    public static string AddressFor(AccountVisit visit, string? returnUrl)
    {
        HtpasswdPageLinks links = PageSites.Of(visit.Context, visit.Authenticator).Links;
        PathString pathBase = visit.Context.Request.PathBase;
        List<PathString> own = [];
        foreach (string page in (string[])[links.Password, links.SignOut, links.SignIn, links.Code, links.Enrolment, links.EnrolmentConfirmation])
        {
            if (PathString.FromUriComponent(page).StartsWithSegments(pathBase, out PathString rest))
            {
                own.Add(rest);
            }
        }

        return LocalReturnUrl.Sanitize(returnUrl, pathBase, [.. own]);
    }

    /// <summary>The site's own page for it, if it has one; otherwise where the user wanted to go.</summary>
    public static string AfterChange(AccountVisit visit, string? returnUrl) =>
        visit.Passwords.Options.TargetPath is { } target
            ? visit.Context.Request.PathBase + target
            : AddressFor(visit, returnUrl);
}
