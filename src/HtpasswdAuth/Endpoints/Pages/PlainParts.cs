namespace HtpasswdAuth;

/// <summary>What the built-in pages share.</summary>
internal static class PlainParts
{
    /// <summary>A form with the token that shows it is ours.</summary>
    public static void Form(HtmlBuilder parent, HtpasswdPage page, string action, Action<HtmlBuilder> content) =>
        parent.Element("form", form =>
        {
            form.Attribute("method", "post").Attribute("action", action);
            AccountFields.Hidden(form, HtpasswdPage.AntiforgeryField, page.AntiforgeryToken);
            AccountFields.Hidden(form, HtpasswdPage.ReturnUrlField, page.ReturnUrl);
            content(form);
        });

    /// <summary>The way from the form for a code to the one for a recovery code, and back.</summary>
    public static void OtherForm(HtmlBuilder parent, HtpasswdPage page, string address, bool withRecoveryCode, bool isAgain = false)
    {
        string recovery = withRecoveryCode ? "" : "&" + AccountPages.RecoveryParameter;
        string again = isAgain ? "&" + SecondFactorChallenge.AgainKey : "";
        parent.Element("p", paragraph => paragraph.Element("a", link => link
            .Attribute("href", AccountPages.WithReturnUrl(address, page.ReturnUrl) + again + recovery)
            .Text(withRecoveryCode ? "Use the app instead" : "I do not have the app at hand")));
    }

    public static void Error(HtmlBuilder parent, HtpasswdPageError? error)
    {
        if (error is not null)
        {
            parent.Element("p", alert => alert.Attribute("class", "error").Attribute("id", "error").Attribute("role", "alert").Attribute("tabindex", "-1")
                .Text($"{error.Title} {error.Advice}"));
        }
    }

    public static void Who(HtmlBuilder parent, HtpasswdPage page) =>
        parent.Element("p", who => who.Attribute("class", "hint").Text("You gave the password of ").Element("strong", page.UserName ?? "")
            .Text($" for {page.Site.Realm}. Not you? Close the browser, which makes it forget the password."));
}
