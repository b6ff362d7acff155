using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The form to sign in. Password managers know both fields by their <c>autocomplete</c>.</summary>
internal static class PlainSignInPage
{
    private const string Heading = "Sign in";

    public static Task WriteAsync(HttpContext context, SignInPage page)
    {
        string title = page.Error is null ? Heading : $"{page.Error.Title} – {Heading}";
        return HtmlPage.WriteAsync(context, page.StatusCode, title, body =>
        {
            body.Element("h1", Heading);
            body.Element("p", $"To {page.Site.Realm}.");
            PlainParts.Error(body, page.Error);
            PlainParts.Form(body, page, page.Site.Links.SignIn, form =>
            {
                WriteFields(form, page);
                AccountFields.Button(form, Heading);
            });
        });
    }

    private static void WriteFields(HtmlBuilder form, SignInPage page)
    {
        // Which of the two is wrong is not said, so both are; who comes back from an error mostly mistyped the password.
        bool isInvalid = page.StatusCode == StatusCodes.Status422UnprocessableEntity;
        bool hasName = !string.IsNullOrEmpty(page.TypedName);
        Field(form, "userName", "User name", isInvalid, focused: !hasName, input => input
            .Attribute("type", "text").Attribute("autocomplete", "username").Attribute("autocapitalize", "off").Attribute("spellcheck", "false")
            .Attribute("value", page.TypedName));
        Field(form, "password", "Password", isInvalid, focused: hasName, input => input
            .Attribute("type", "password").Attribute("autocomplete", "current-password"));
    }

    private static void Field(HtmlBuilder form, string name, string label, bool isInvalid, bool focused, Action<HtmlBuilder> attributes)
    {
        form.Element("label", element => element.Attribute("for", name).Text(label));
        form.Element("input", input =>
        {
            input.Attribute("id", name).Attribute("name", name);
            attributes(input);
            input.Attribute("required").Attribute("autofocus", focused ? "" : null)
                .Attribute("aria-describedby", isInvalid ? "error" : null).Attribute("aria-invalid", isInvalid ? "true" : "false");
        });
    }
}
