using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The form to change the password.</summary>
internal static class PlainPasswordPage
{
    private const string Heading = "Change your password";

    public static Task WriteAsync(HttpContext context, PasswordPage page) =>
        HtmlPage.WriteAsync(context, page.StatusCode, page.Error is { } error ? $"{error.Title} – {Heading}" : Heading, body =>
        {
            body.Element("h1", Heading);
            WriteError(body, page);
            if (page.IsForced)
            {
                body.Element("p", $"Before you go on, {page.Site.Realm} needs a new password of yours.");
            }

            body.Element("form", form =>
            {
                form.Attribute("method", "post").Attribute("action", page.Site.Links.Password);
                AccountFields.Hidden(form, HtpasswdPage.AntiforgeryField, page.AntiforgeryToken);
                AccountFields.Hidden(form, HtpasswdPage.ReturnUrlField, page.ReturnUrl);
                WriteFields(form, page);
                AccountFields.Button(form, "Change the password");
            });
            if (page.NeedsCode != false)
            {
                WriteOtherForm(body, page);
            }
        });

    private static void WriteError(HtmlBuilder body, PasswordPage page)
    {
        if (page.Error is not { } error)
        {
            return;
        }

        body.Element("div", box =>
        {
            box.Attribute("class", "error").Attribute("id", "error").Attribute("role", "alert").Attribute("tabindex", "-1");
            box.Element("p", $"{error.Title} {error.Advice}");
            if (page.Refusals.Count > 0)
            {
                box.Element("ul", list =>
                {
                    foreach (PasswordRefusal refusal in page.Refusals)
                    {
                        list.Element("li", refusal.Message);
                    }
                });
            }
        });
    }

    private static void WriteFields(HtmlBuilder form, PasswordPage page)
    {
        bool isKnown = page.UserName is not null;
        string? wrong = page.Error?.Field;
        string focused = wrong ?? (isKnown || !string.IsNullOrEmpty(page.TypedName) ? "currentPassword" : "userName");

        // Read-only and not left out: password managers keep the new password under it.
        Field(form, "userName", "User name", wrong, focused, input => input
            .Attribute("type", "text").Attribute("autocomplete", "username").Attribute("autocapitalize", "none").Attribute("spellcheck", "false")
            .Attribute("value", page.UserName ?? page.TypedName ?? "").Attribute("readonly", isKnown ? "" : null));
        Field(form, "currentPassword", "Current password", wrong, focused, input => Password(input, "current-password"));
        string lengths = $"minlength: {page.MinLength}; allowed: unicode;";
        Field(form, "newPassword", "New password", wrong, focused, input => Password(input, "new-password").Attribute("passwordrules", lengths), Hint(page));
        Field(form, "confirmation", "New password once more", wrong, focused, input => Password(input, "new-password"));
        if (page.NeedsCode != false)
        {
            WriteCode(form, page, wrong, focused);
        }
    }

    private static void WriteCode(HtmlBuilder form, PasswordPage page, string? wrong, string focused)
    {
        bool isNeeded = page.NeedsCode == true;
        if (page.WithRecoveryCode)
        {
            Field(form, "recovery_code", "One of your recovery codes", wrong, focused,
                input => input.Attribute("type", "text").Attribute("autocomplete", "off").Attribute("maxlength", "40")
                    .Attribute("autocapitalize", "characters").Attribute("spellcheck", "false"),
                "Sixteen letters and digits, such as ABCD-EFGH-IJKL-MNOP. Each is good once.", isNeeded);
            return;
        }

        Field(form, "code", "Code from the authenticator app", wrong, focused,
            input => input.Attribute("type", "text").Attribute("inputmode", "numeric").Attribute("autocomplete", "one-time-code")
                .Attribute("pattern", "[0-9 \\-]*").Attribute("maxlength", "11").Attribute("autocapitalize", "off").Attribute("spellcheck", "false"),
            isNeeded ? "One that the app shows now." : "Leave it empty if you have set up none.", isNeeded);
    }

    private static void WriteOtherForm(HtmlBuilder body, PasswordPage page)
    {
        string recovery = page.WithRecoveryCode ? "" : "&recovery";
        body.Element("p", paragraph => paragraph.Element("a", link => link
            .Attribute("href", $"{page.Site.Links.Password}?{HtpasswdPage.ReturnUrlField}={Uri.EscapeDataString(page.ReturnUrl)}{recovery}")
            .Text(page.WithRecoveryCode ? "Use the app instead" : "I do not have the app at hand")));
    }

    private static string Hint(PasswordPage page) => string.Create(
        CultureInfo.InvariantCulture,
        $"At least {page.MinLength} characters, at most {page.MaxLength:N0}. A few words that have nothing to do with each other will do, with the spaces between them.");

    private static HtmlBuilder Password(HtmlBuilder input, string autocomplete) =>
        input.Attribute("type", "password").Attribute("autocomplete", autocomplete).Attribute("autocapitalize", "none").Attribute("spellcheck", "false");

    private static void Field(
        HtmlBuilder form, string name, string label, string? wrong, string focused, Action<HtmlBuilder> attributes, string? hint = null, bool required = true)
    {
        bool isWrong = name == wrong;
        string hintId = $"{name}-hint";
        string described = string.Join(' ', ((string?[])[isWrong ? "error" : null, hint is null ? null : hintId]).OfType<string>());
        form.Element("label", element => element.Attribute("for", name).Text(label));
        form.Element("input", input =>
        {
            input.Attribute("id", name).Attribute("name", name);
            attributes(input);
            input.Attribute("required", required ? "" : null).Attribute("autofocus", name == focused ? "" : null)
                .Attribute("aria-describedby", described.Length > 0 ? described : null).Attribute("aria-invalid", isWrong ? "true" : "false");
        });
        if (hint is not null)
        {
            form.Element("p", element => element.Attribute("class", "hint").Attribute("id", hintId).Text(hint));
        }
    }
}
