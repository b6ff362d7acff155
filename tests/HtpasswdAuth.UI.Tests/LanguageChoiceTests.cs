using System.Globalization;

namespace HtpasswdAuth.UI.Tests;

public sealed class LanguageChoiceTests
{
    [Theory]
    [InlineData("de", "de")]
    [InlineData("de-AT, en;q=0.5", "de")]
    [InlineData("pt", "pt-BR")]
    [InlineData("pt-PT", "pt-BR")]
    [InlineData("nl, fr;q=0.8, en;q=0.9", "en")]
    [InlineData("nl, fr;q=0.8, en;q=0", "fr")]
    [InlineData("nl", "en")]
    [InlineData("*", "en")]
    [InlineData("", "en")]
    [InlineData(";;;,,,q=x", "en")]
    public async Task Browser_says_what_its_user_reads(string wish, string language)
    {
        await using var site = new PageSite();

        Assert.Equal(language, (await site.ShowAsync("code", wish)).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Choice_in_the_address_comes_first_and_is_remembered()
    {
        await using var site = new PageSite();

        using HttpResponseMessage response = await site.GetAsync("/show/code?ui_locales=nl%20es", Wishes("de", "htpasswd-language=fr"));

        Assert.Equal("es", Assert.Single(response.Content.Headers.ContentLanguage));
        Assert.Equal("htpasswd-language=es; max-age=31536000; path=/; secure; samesite=lax; httponly", Assert.Single(response.Headers.GetValues("Set-Cookie")));
    }

    [Theory]
    [InlineData("htpasswd-language=fr", "fr")]
    [InlineData("htpasswd-language=xx", "de")]
    [InlineData("htpasswd-language=%0d%0aX:y", "de")]
    public async Task Choice_of_before_comes_before_what_the_browser_says(string cookie, string language)
    {
        await using var site = new PageSite();

        using HttpResponseMessage response = await site.GetAsync("/show/code", Wishes("de", cookie));

        Assert.Equal(language, Assert.Single(response.Content.Headers.ContentLanguage));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Switch_keeps_the_rest_of_the_address()
    {
        await using var site = new PageSite();

        string? german = (await site.ShowAsync("code", query: "?returnUrl=%2Fa%3Fb%3D1&again&ui_locales=en")).QuerySelector("footer a[hreflang=de]")?.GetAttribute("href");

        Assert.Equal("?returnUrl=%2Fa%3Fb%3D1&again=&ui_locales=de", german);
    }

    [Fact]
    public async Task Answer_to_a_form_offers_no_switch_that_would_lose_it()
    {
        await using var site = new PageSite();

        using HttpResponseMessage response = await site.GetAsync("/show/new-codes", request => request.Method = HttpMethod.Post);

        Assert.DoesNotContain("hreflang", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_dates_and_plurals_follow_the_language()
    {
        await using var site = new PageSite();

        Assert.Contains("1.024", (await site.ShowAsync("password", "de")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("15 de outubro de 2025", (await site.ShowAsync("overview", "pt")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Queda 1 código", (await site.ShowAsync("overview", "es")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Quedan 7 códigos", (await site.ShowAsync("codes", "es")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Culture_ends_with_the_page()
    {
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo? after = null;
        await using var site = new PageSite
        {
            Pipeline = app => Microsoft.AspNetCore.Builder.UseExtensions.Use(app, async (context, next) =>
            {
                await next(context);
                after = CultureInfo.CurrentUICulture;
            }),
        };

        await site.ShowAsync("code", "de");

        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Errors_are_told_in_the_language_and_in_English_where_nobody_translated_them()
    {
        await using var site = new PageSite();

        Assert.StartsWith("Dieser Code stimmt nicht – Bestätigungscode – ", (await site.ShowAsync("code-wrong", "de")).Title, StringComparison.Ordinal);
        Assert.Contains("sechzehn Buchstaben", (await site.ShowAsync("code-recovery-wrong", "de")).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("An English title.", (await site.ShowAsync("sign-in-refused", "de")).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("15 Zeichen", (await site.ShowAsync("password-refused", "de")).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    private static Action<HttpRequestMessage> Wishes(string language, string cookie) => request =>
    {
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
    };
}
