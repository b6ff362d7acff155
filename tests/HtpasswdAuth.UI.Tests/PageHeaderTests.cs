using System.Net;

namespace HtpasswdAuth.UI.Tests;

public sealed class PageHeaderTests
{
    public static TheoryData<string> Samples => PageSamples.Names;

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_page_is_kept_from_caches_frames_and_scripts(string sample)
    {
        await using var site = new PageSite();

        using HttpResponseMessage response = await site.GetAsync($"/show/{sample}");

        Assert.Equal(PageSamples.All[sample]("alice", PageSamples.Site).StatusCode, (int)response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("en", Assert.Single(response.Content.Headers.ContentLanguage));
        Assert.Equal(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal(["Accept-Language", "Cookie"], response.Headers.Vary.Order());
    }

    [Fact]
    public async Task Head_says_the_same_without_a_body()
    {
        await using var site = new PageSite();
        using HttpResponseMessage get = await site.GetAsync("/show/code-wrong");

        using HttpResponseMessage head = await site.GetAsync("/show/code-wrong", request => request.Method = HttpMethod.Head);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Wait_is_told_as_a_time_of_day()
    {
        await using var site = new PageSite();

        AngleSharp.Dom.IElement time = (await site.ShowAsync("code-wait")).QuerySelector("[role=alert] time")!;

        Assert.Equal("14:05 UTC", time.TextContent);
        Assert.Equal("2026-05-03T14:05:00Z", time.GetAttribute("datetime"));
    }

    [Fact]
    public async Task Code_field_is_one_that_phones_and_password_managers_fill_in()
    {
        await using var site = new PageSite();

        AngleSharp.Dom.IElement code = (await site.ShowAsync("code")).QuerySelector("#code")!;

        (string Name, string Value)[] expected =
        [
            ("type", "text"), ("inputmode", "numeric"), ("autocomplete", "one-time-code"), ("pattern", "[0-9 \\-]*"), ("maxlength", "11"), ("required", ""), ("autofocus", ""),
            ("autocapitalize", "off"), ("spellcheck", "false"), ("aria-describedby", "code-hint"), ("aria-invalid", "false"), ("data-digits", "6"),
        ];
        Assert.All(expected, attribute => Assert.Equal(attribute.Value, code.GetAttribute(attribute.Name)));
    }

    [Fact]
    public async Task Password_fields_tell_password_managers_what_they_are()
    {
        await using var site = new PageSite();

        AngleSharp.Html.Dom.IHtmlDocument page = await site.ShowAsync("password");

        Assert.Equal("username", page.QuerySelector("#userName[readonly][tabindex='-1']")?.GetAttribute("autocomplete"));
        Assert.Equal("current-password", page.QuerySelector("#currentPassword[type=password]")?.GetAttribute("autocomplete"));
        Assert.Equal("new-password", page.QuerySelector("#newPassword[type=password]")?.GetAttribute("autocomplete"));
        Assert.Equal("minlength: 15; allowed: unicode;", page.QuerySelector("#newPassword")?.GetAttribute("passwordrules"));
    }

    [Fact]
    public async Task Qr_code_is_black_on_white_with_four_modules_around()
    {
        await using var site = new PageSite();

        AngleSharp.Dom.IElement picture = (await site.ShowAsync("secret")).QuerySelector("svg[role=img][aria-label]")!;

        Assert.Equal("#ffffff", picture.QuerySelector("rect[width='100%'][height='100%']")?.GetAttribute("fill"));
        AngleSharp.Dom.IElement path = picture.QuerySelector("path")!;
        Assert.Equal("#000000", path.GetAttribute("fill"));

        // The finder in the upper left corner begins in row and column four.
        Assert.StartsWith("M4 4h7v1h-7z", path.GetAttribute("d"), StringComparison.Ordinal);
    }
}
