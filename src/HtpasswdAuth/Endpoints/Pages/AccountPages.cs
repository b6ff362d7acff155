using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>What the built-in forms share.</summary>
internal static class AccountPages
{
    /// <summary>Where to go when all is done: an address of this site that is none of these forms.</summary>
    public static string ReturnAddress(HttpContext context, string? returnUrl) =>
        LocalReturnUrl.Sanitize(returnUrl, context.Request.PathBase, context.Request.Path);

    public static Task RedirectToEnrolmentAsync(AccountRequest request, string? returnUrl)
    {
        HttpContext context = request.Context;
        string page = context.RequestServices.GetRequiredService<LinkGenerator>()
            .GetPathByName(context, SecondFactorChallenge.EnrolmentPageName(request.Factor.SchemeName), values: null)!;
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = $"{page}?returnUrl={Uri.EscapeDataString(ReturnAddress(context, returnUrl))}";
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>A form that goes to this very address, or to one below it, with the token that shows it is ours.</summary>
    public static void Form(HtmlBuilder parent, AccountRequest request, string below, string? returnUrl, Action<HtmlBuilder> content) =>
        parent.Element("form", form =>
        {
            HttpRequest sent = request.Context.Request;
            form.Attribute("method", "post").Attribute("action", sent.PathBase + sent.Path + below);
            Hidden(form, AccountAntiforgery.Field, request.NewToken());
            Hidden(form, "returnUrl", returnUrl ?? "/");
            content(form);
        });

    public static void Hidden(HtmlBuilder form, string name, string value) =>
        form.Element("input", input => input.Attribute("type", "hidden").Attribute("name", name).Attribute("value", value));

    /// <summary>The one field for a code: no spinner, no six boxes; password managers and phones fill it in.</summary>
    public static void CodeField(HtmlBuilder form, string label, bool invalid)
    {
        form.Element("label", element => element.Attribute("for", "code").Text(label));
        form.Element("input", input => input
            .Attribute("id", "code").Attribute("name", "code").Attribute("type", "text").Attribute("inputmode", "numeric")
            .Attribute("autocomplete", "one-time-code").Attribute("pattern", "[0-9 \\-]*").Attribute("maxlength", "11")
            .Attribute("required").Attribute("autofocus").Attribute("autocapitalize", "off").Attribute("spellcheck", "false")
            .Attribute("aria-describedby", invalid ? "error hint" : "hint").Attribute("aria-invalid", invalid ? "true" : "false"));
    }

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

    public static void Button(HtmlBuilder form, string text) =>
        form.Element("button", button => button.Attribute("type", "submit").Text(text));
}
