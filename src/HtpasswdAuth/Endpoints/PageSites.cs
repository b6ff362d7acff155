using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>Finds what all pages of a scheme share.</summary>
internal static class PageSites
{
    private const string SignOut = "/sign-out";

    public static HtpasswdPageSite Of(HttpContext context, IAccountScheme authenticator) => new()
    {
        SchemeName = authenticator.SchemeName,
        Realm = authenticator.Realm,
        Links = new HtpasswdPageLinks(PrefixOf(context, authenticator.SchemeName)),
        HasSecondFactor = authenticator.SecondFactor is not null,
        HasSignInForm = authenticator.SignInForm is not null,
        ChangesPasswords = authenticator.Passwords is not null,
    };

    /// <summary>Groups may lie around the endpoints, so only routing knows where they are.</summary>
    private static string PrefixOf(HttpContext context, string scheme)
    {
        string? path = context.RequestServices.GetRequiredService<LinkGenerator>().GetPathByName(context, AccountPages.SignOutPageName(scheme), values: null);
        return path?[..^SignOut.Length] ?? context.Request.PathBase;
    }
}
