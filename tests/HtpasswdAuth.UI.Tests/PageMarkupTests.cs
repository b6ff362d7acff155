using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace HtpasswdAuth.UI.Tests;

/// <summary>What is true of every page in every state and every language.</summary>
public sealed class PageMarkupTests
{
    private static readonly string[] Languages = ["en", "pt-BR", "es", "de", "fr"];

    public static TheoryData<string> Samples => PageSamples.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Page_is_a_whole_document_in_its_language(string sample) => ForEachLanguageAsync(sample, (page, language) =>
    {
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.NotNull(page.Doctype);
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.NotEqual("", Assert.Single(page.QuerySelectorAll("h1")).TextContent.Trim());
        Assert.EndsWith(" – Observatory", page.Title, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Page_has_nothing_inline_and_nothing_from_elsewhere(string sample) => ForEachLanguageAsync(sample, (page, _) =>
    {
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src]), base, iframe, object, embed"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("[src], link[href], form[action]"), element =>
            Assert.StartsWith("/account", element.GetAttribute("src") ?? element.GetAttribute("href") ?? element.GetAttribute("action"), StringComparison.Ordinal));
    });

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Every_field_has_a_label_and_every_id_is_unique(string sample) => ForEachLanguageAsync(sample, (page, _) =>
    {
        string[] ids = [.. page.QuerySelectorAll("[id]").Select(element => element.Id!)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.QuerySelectorAll("input:not([type=hidden]), textarea"), field =>
            Assert.True(field.Closest("label") is not null || page.QuerySelector($"label[for='{field.Id}']") is { TextContent.Length: > 0 }, field.OuterHtml));
        Assert.All(page.QuerySelectorAll("[aria-describedby]"), field =>
            Assert.All(field.GetAttribute("aria-describedby")!.Split(' '), id => Assert.Contains(id, ids)));
        Assert.All(page.QuerySelectorAll("button, a"), element => Assert.NotEqual("", element.TextContent.Trim()));
    });

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Every_form_carries_the_token_and_where_to_go(string sample) => ForEachLanguageAsync(sample, (page, _) =>
        Assert.All(page.Forms, form =>
        {
            Assert.Equal("post", form.Method);
            Assert.Equal("t", Value(form, HtpasswdPage.AntiforgeryField));
            Assert.NotEqual("", Value(form, HtpasswdPage.ReturnUrlField));
        }));

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Error_is_announced_and_takes_the_focus(string sample) => ForEachLanguageAsync(sample, (page, _) =>
    {
        bool isWrong = PageSamples.All[sample]("alice", PageSamples.Site).Error is not null;
        IElement[] focused = [.. page.QuerySelectorAll("[autofocus]")];
        Assert.True(focused.Length <= 1);
        Assert.Equal(isWrong ? 1 : 0, page.QuerySelectorAll("[role=alert]").Length);
        if (isWrong)
        {
            Assert.Equal("alert", focused[0].GetAttribute("role"));
            Assert.Equal("-1", focused[0].GetAttribute("tabindex"));
            Assert.Empty(page.QuerySelectorAll("[data-digits]"));
        }
    });

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Hostile_names_stay_text(string sample)
    {
        const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&{0}";
        await using var site = new PageSite { User = Hostile, Model = PageSamples.Site with { Realm = Hostile } };

        IHtmlDocument page = await site.ShowAsync(sample);

        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.Contains(Hostile, page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    private static string? Value(IHtmlFormElement form, string name) => form.QuerySelector($"input[name='{name}']")?.GetAttribute("value");

    private static async Task ForEachLanguageAsync(string sample, Action<IHtmlDocument, string> claim)
    {
        await using var site = new PageSite();
        foreach (string language in Languages)
        {
            claim(await site.ShowAsync(sample, language), language);
        }
    }
}
