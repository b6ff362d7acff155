using System.Net;

namespace HtpasswdAuth.UI.Tests;

/// <summary>The files that pages load, behind a gate and a policy that let nobody in.</summary>
public sealed class AssetTests
{
    private const int MaxStyleSheetBytes = 6000;

    [Theory]
    [InlineData("link[rel=stylesheet]", "href", "text/css; charset=utf-8")]
    [InlineData("script", "src", "text/javascript; charset=utf-8")]
    public async Task File_is_open_and_kept_for_good(string selector, string attribute, string type)
    {
        await using var site = new PageSite();
        string address = (await site.ShowAsync("code")).QuerySelector(selector)!.GetAttribute(attribute)!;

        using HttpResponseMessage response = await site.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal("public, max-age=31536000, immutable", Assert.Single(response.Headers.GetValues("Cache-Control")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Address_of_another_version_is_not_kept()
    {
        await using var site = new PageSite();

        using HttpResponseMessage response = await site.GetAsync("/account/assets/0123456789abcdef/pages.css");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Style_sheet_is_small()
    {
        await using var site = new PageSite();
        string sheet = await (await site.GetAsync("/account/assets/x/pages.css")).Content.ReadAsStringAsync();

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(sheet), 1000, MaxStyleSheetBytes);
        Assert.DoesNotContain("url(", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_asks_nothing_of_the_network()
    {
        await using var site = new PageSite();
        string script = await (await site.GetAsync("/account/assets/x/pages.js")).Content.ReadAsStringAsync();

        Assert.Contains("\"use strict\"", script, StringComparison.Ordinal);
        Assert.All(["fetch(", "XMLHttpRequest", "sendBeacon", "import", "WebSocket", "eval(", "innerHTML", "http:", "https:"], word =>
            Assert.DoesNotContain(word, script, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logo_and_style_sheet_of_the_site_are_served_from_files()
    {
        await using var site = new PageSite
        {
            Files = { ["brand.svg"] = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", ["brand.css"] = ":root{--accent:#800}" },
            Options = options => (options.Logo, options.StyleSheet) = ("brand.svg", "brand.css"),
        };
        AngleSharp.Html.Dom.IHtmlDocument page = await site.ShowAsync("code");

        using HttpResponseMessage logo = await site.GetAsync(page.QuerySelector("header img")!.GetAttribute("src")!);
        string sheet = await (await site.GetAsync(page.QuerySelectorAll("link[rel=stylesheet]")[^1].GetAttribute("href")!)).Content.ReadAsStringAsync();

        Assert.Equal("image/svg+xml", logo.Content.Headers.ContentType?.ToString());
        Assert.Contains("sandbox", Assert.Single(logo.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(":root{--accent:#800}", sheet);
    }

    [Fact]
    public async Task Addresses_keep_the_path_base()
    {
        await using var site = new PageSite
        {
            PathBase = "/base",
            Model = PageSamples.Site with { Links = new HtpasswdPageLinks("/base/account") },
            Options = options => (options.Logo, options.StyleSheet) = ("/logo.png", "/brand.css"),
        };

        AngleSharp.Html.Dom.IHtmlDocument page = await site.ShowAsync("code");

        Assert.Equal("/base/logo.png", page.QuerySelector("header img")?.GetAttribute("src"));
        Assert.Equal("/base/brand.css", page.QuerySelectorAll("link[rel=stylesheet]")[^1].GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(page.QuerySelector("script")!.GetAttribute("src")!)).StatusCode);
    }
}
