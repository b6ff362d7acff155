namespace HtpasswdAuth.Tests;

public sealed class HtmlBuilderTests
{
    [Fact]
    public void Elements_nest_and_close()
    {
        string html = new HtmlBuilder().Element("form", form => form
            .Attribute("method", "post")
            .Element("label", "Code")
            .Element("input", input => input.Attribute("name", "code").Attribute("required"))
            .Element("br")
            .Element("p")).ToString();

        Assert.Equal("""<form method="post"><label>Code</label><input name="code" required=""><br><p></p></form>""", html);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</title></style></main><b>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("&lt;&#60;&quot;")]
    [InlineData("+ADw-script+AD4-")]
    [InlineData("a\0b\u001B\u0085\u2028\uD800c")]
    [InlineData("-->]]>")]
    public void Hostile_text_stays_text(string text)
    {
        string html = new HtmlBuilder().Element("p", p => p.Attribute("title", text).Text(text)).ToString();

        const string start = "<p title=\"";
        Assert.StartsWith(start, html, StringComparison.Ordinal);
        Assert.EndsWith("</p>", html, StringComparison.Ordinal);
        string[] values = html[start.Length..^"</p>".Length].Split("\">");
        Assert.Equal(2, values.Length);
        Assert.All(values, value => Assert.Empty(value.Intersect("<>\"'+\0\u001B")));
        Assert.All(values, value => Assert.Equal(WhatTextCanHold(text), System.Net.WebUtility.HtmlDecode(value)));
    }

    [Fact]
    public void Letters_of_every_script_stay_readable() =>
        Assert.Equal("<p>C\u00F3digo \u4EE3\u7801 \u0643\u0648\u062F</p>", new HtmlBuilder().Element("p", "C\u00F3digo \u4EE3\u7801 \u0643\u0648\u062F").ToString());

    [Fact]
    public void Missing_text_is_empty_and_a_missing_value_leaves_the_attribute_out() =>
        Assert.Equal("<p></p>", new HtmlBuilder().Element("p", p => p.Attribute("title", null).Text(null)).ToString());

    [Theory]
    [InlineData("href", "/a?b=c", "/a?b=c")]
    [InlineData("href", "#x", "#x")]
    [InlineData("href", "https://support.example/", "https://support.example/")]
    [InlineData("href", "otpauth://totp/x", "otpauth://totp/x")]
    [InlineData("href", "javascript:alert(1)", "#")]
    [InlineData("HREF", "JAVASCRIPT:alert(1)", "#")]
    [InlineData("href", " \tjava\nscript:alert(1)", "#")]
    [InlineData("href", "data:text/html,x", "#")]
    [InlineData("action", "vbscript:x", "#")]
    [InlineData("formaction", "javascript:x", "#")]
    [InlineData("src", "data:image/svg", "#")]
    [InlineData("title", "javascript:x", "javascript:x")]
    public void Addresses_have_a_harmless_scheme_or_none(string name, string value, string expected) =>
        Assert.Equal($"<a {name}=\"{expected}\"></a>", new HtmlBuilder().Element("a", a => a.Attribute(name, value)).ToString());

    [Theory]
    [InlineData("script")]
    [InlineData("STYLE")]
    [InlineData("iframe")]
    [InlineData("meta")]
    [InlineData("base")]
    [InlineData("p><script")]
    [InlineData("p title=x")]
    [InlineData("1p")]
    [InlineData("!--")]
    [InlineData("")]
    public void Fails_when_an_element_is_none_of_ours(string name) => Assert.Throws<ArgumentException>(() => new HtmlBuilder().Element(name, "x"));

    [Theory]
    [InlineData("onclick")]
    [InlineData("OnClick")]
    [InlineData("style")]
    [InlineData("STYLE")]
    [InlineData("srcdoc")]
    [InlineData("title onclick")]
    [InlineData("a=b")]
    [InlineData("\"")]
    [InlineData("")]
    public void Fails_when_an_attribute_is_none_of_ours(string name) =>
        Assert.Throws<ArgumentException>(() => new HtmlBuilder().Element("p", p => p.Attribute(name, "x")));

    [Fact]
    public void Fails_when_an_attribute_comes_after_content()
    {
        Assert.Throws<InvalidOperationException>(() => new HtmlBuilder().Element("p", p => p.Text("x").Attribute("title", "y")));
        Assert.Throws<InvalidOperationException>(() => new HtmlBuilder().Element("p", p => p.Element("b", "x").Attribute("title", "y")));
        Assert.Throws<InvalidOperationException>(() => new HtmlBuilder().Attribute("title", "y"));
    }

    private static string WhatTextCanHold(string text) => text.Replace('\uD800', '\uFFFD');
}
