namespace HtpasswdAuth;

/// <summary>The fields of the built-in forms. Those that were filled in wrongly are described by the error too.</summary>
internal static class AccountFields
{
    public static void Hidden(HtmlBuilder form, string name, string value) =>
        form.Element("input", input => input.Attribute("type", "hidden").Attribute("name", name).Attribute("value", value));

    /// <summary>The one field for a code: no spinner, no six boxes; password managers and phones fill it in.</summary>
    /// <param name="form">The form.</param>
    /// <param name="label">What is to be typed.</param>
    /// <param name="hint">What helps to type it.</param>
    /// <param name="invalid">Whether it was wrong.</param>
    /// <param name="focused">Whether it is the first thing to do on the page.</param>
    public static void Code(HtmlBuilder form, string label, string hint, bool invalid, bool focused = true) =>
        Field(form, "code", label, hint, invalid, focused, input => input
            .Attribute("inputmode", "numeric").Attribute("autocomplete", "one-time-code").Attribute("pattern", "[0-9 \\-]*").Attribute("maxlength", "11")
            .Attribute("autocapitalize", "off"));

    public static void RecoveryCode(HtmlBuilder form, bool invalid) =>
        Field(form, "recovery_code", "One of your recovery codes", "Sixteen letters and digits, such as ABCD-EFGH-IJKL-MNOP. Each is good once.", invalid, focused: true,
            input => input.Attribute("autocomplete", "off").Attribute("maxlength", "40").Attribute("autocapitalize", "characters"));

    public static void Ticket(HtmlBuilder form, bool invalid) =>
        Field(form, "ticket", "Ticket", "The administrator of this site gave it to you.", invalid, focused: true,
            input => input.Attribute("autocomplete", "off").Attribute("maxlength", "60").Attribute("autocapitalize", "characters"));

    public static void Button(HtmlBuilder form, string text) =>
        form.Element("button", button => button.Attribute("type", "submit").Text(text));

    private static void Field(
        HtmlBuilder form, string name, string label, string hint, bool invalid, bool focused, Action<HtmlBuilder> attributes)
    {
        form.Element("label", element => element.Attribute("for", name).Text(label));
        form.Element("input", input =>
        {
            input.Attribute("id", name).Attribute("name", name).Attribute("type", "text");
            attributes(input);
            input.Attribute("required").Attribute("autofocus", focused ? "" : null).Attribute("spellcheck", "false")
                .Attribute("aria-describedby", invalid ? "error hint" : "hint").Attribute("aria-invalid", invalid ? "true" : "false");
        });
        form.Element("p", element => element.Attribute("class", "hint").Attribute("id", "hint").Text(hint));
    }
}
