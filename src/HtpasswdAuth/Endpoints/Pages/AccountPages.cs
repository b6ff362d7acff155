using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>What the built-in forms share.</summary>
internal static class AccountPages
{
    private const string RecoveryParameter = "recovery";

    /// <summary>The name of the endpoint with the form to sign out.</summary>
    public static string SignOutPageName(string schemeName) => $"HtpasswdAuth.{schemeName}.SignOut";

    /// <summary>The name of the endpoint that answers with the recovery codes.</summary>
    public static string ConfirmationPageName(string schemeName) => $"HtpasswdAuth.{schemeName}.Confirmation";

    /// <summary>
    /// Where to go when all is done: an address of this site that is none of these forms, nor a page of the site's own in their
    /// place. Whoever came to one of them by mistake would be sent in a circle, or out again.
    /// </summary>
    public static string ReturnAddress(AccountRequest request, string? returnUrl) =>
        LocalReturnUrl.Sanitize(returnUrl, request.Context.Request.PathBase, OwnPages(request));

    public static Task RedirectToEnrolmentAsync(AccountRequest request, string? returnUrl)
    {
        HttpContext context = request.Context;
        string? page = request.Factor.Challenge.FindEnrolmentPage(context);
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = $"{page}?returnUrl={Uri.EscapeDataString(ReturnAddress(request, returnUrl))}";
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>The address that the request went to, without its query.</summary>
    public static string AddressOf(AccountRequest request) => request.Context.Request.PathBase + request.Context.Request.Path;

    /// <summary>A form with the token that shows it is ours.</summary>
    public static void Form(HtmlBuilder parent, AccountRequest request, string action, string? returnUrl, Action<HtmlBuilder> content) =>
        parent.Element("form", form =>
        {
            form.Attribute("method", "post").Attribute("action", action);
            AccountFields.Hidden(form, AccountAntiforgery.Field, request.NewToken());
            AccountFields.Hidden(form, "returnUrl", returnUrl ?? "");
            content(form);
        });

    /// <summary>The way from the form for a code to the one for a recovery code, and back.</summary>
    public static void OtherForm(HtmlBuilder parent, AccountRequest request, string page, string? returnUrl, bool withRecoveryCode)
    {
        string recovery = withRecoveryCode ? "" : "&" + RecoveryParameter;

        // Who has a session and sees such a form all the same was asked for another code.
        string again = request.Session is null ? "" : "&" + SecondFactorChallenge.AgainKey;
        parent.Element("p", paragraph => paragraph.Element("a", link => link
            .Attribute("href", $"{page}?returnUrl={Uri.EscapeDataString(returnUrl ?? "")}{again}{recovery}")
            .Text(withRecoveryCode ? "Use the app instead" : "I do not have the app at hand")));
    }

    public static bool WantsRecoveryCode(AccountRequest request) => request.Context.Request.Query.ContainsKey(RecoveryParameter);

    public static void Error(HtmlBuilder parent, CodeRefusal? refusal) => Error(parent, refusal is null ? null : $"{refusal.Title} {refusal.Advice}");

    public static void Error(HtmlBuilder parent, string? text)
    {
        if (text is not null)
        {
            parent.Element("p", error => error.Attribute("class", "error").Attribute("id", "error").Attribute("role", "alert").Attribute("tabindex", "-1").Text(text));
        }
    }

    public static void Who(HtmlBuilder parent, AccountRequest request) =>
        parent.Element("p", who => who.Attribute("class", "hint").Text("You gave the password of ").Element("strong", request.User.Name)
            .Text($" for {request.Factor.Site.Realm}. Not you? Close the browser, which makes it forget the password."));

    /// <summary>Without the path base, as <see cref="LocalReturnUrl"/> wants them.</summary>
    private static PathString[] OwnPages(AccountRequest request)
    {
        string scheme = request.Factor.SchemeName;
        SecondFactorOptions options = request.Factor.Site.Options;
        PathString pathBase = request.Context.Request.PathBase;
        string[] names =
            [SecondFactorChallenge.CodePageName(scheme), SecondFactorChallenge.EnrolmentPageName(scheme), ConfirmationPageName(scheme), SignOutPageName(scheme)];
        List<PathString> pages = [request.Context.Request.Path];
        pages.AddRange(((string?[])[options.CodePath, options.EnrolmentPath]).OfType<string>().Select(path => new PathString(path)));
        foreach (string path in names.Select(name => PathOf(request.Context, name)).OfType<string>())
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
