using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>Where the pages of the account are, and where they lead.</summary>
internal static class AccountPages
{
    public const string RecoveryParameter = "recovery";

    /// <summary>The name of the endpoint with the form to sign out.</summary>
    public static string SignOutPageName(string schemeName) => $"HtpasswdAuth.{schemeName}.SignOut";

    /// <summary>The name of the endpoint that answers with the recovery codes.</summary>
    public static string ConfirmationPageName(string schemeName) => $"HtpasswdAuth.{schemeName}.Confirmation";

    /// <summary>
    /// Where to go when all is done: an address of this site that is none of these forms, nor a page of the site's own in their
    /// place. Whoever came to one of them by mistake would be sent in a circle, or out again.
    /// </summary>
    public static string ReturnAddress(AccountRequest request, string? returnUrl) => ReturnAddress(request.Context, request.Authenticator, returnUrl);

    /// <summary>The same for a request by nobody yet.</summary>
    public static string ReturnAddress(HttpContext context, IAccountScheme authenticator, string? returnUrl) =>
        LocalReturnUrl.Sanitize(returnUrl, context.Request.PathBase, OwnPages(context, authenticator));

    /// <summary>The same for a page that was asked for with the address in its query.</summary>
    public static string ReturnAddress(AccountRequest request) => ReturnAddress(request, request.Context.Request.Query[HtpasswdPage.ReturnUrlField]);

    /// <summary>A page's address that leads on to another one.</summary>
    public static string WithReturnUrl(string? page, string returnUrl) => $"{page}?{HtpasswdPage.ReturnUrlField}={Uri.EscapeDataString(returnUrl)}";

    public static bool WantsRecoveryCode(AccountRequest request) => request.Context.Request.Query.ContainsKey(RecoveryParameter);

    /// <summary>Without the path base, as <see cref="LocalReturnUrl"/> wants them.</summary>
    private static PathString[] OwnPages(HttpContext context, IAccountScheme authenticator)
    {
        string scheme = authenticator.SchemeName;
        PathString pathBase = context.Request.PathBase;
        string[] names =
        [
            SecondFactorChallenge.CodePageName(scheme), SecondFactorChallenge.EnrolmentPageName(scheme), ConfirmationPageName(scheme), SignOutPageName(scheme),
            SignInChallenge.PageName(scheme),
        ];
        List<PathString> pages = [context.Request.Path, .. authenticator.SitePages.Select(path => new PathString(path))];
        foreach (string path in names.Select(name => PathOf(context, name)).OfType<string>())
        {
            if (PathString.FromUriComponent(path).StartsWithSegments(pathBase, out PathString page))
            {
                pages.Add(page);
            }
        }

        return [.. pages];
    }

    private static string? PathOf(HttpContext context, string name) =>
        context.RequestServices.GetRequiredService<LinkGenerator>().GetPathByName(context, name, values: null);
}
