using System.Net;
using Microsoft.AspNetCore.Builder;

namespace HtpasswdAuth.Tests;

/// <summary>What is mapped, and that it is mapped once.</summary>
public sealed class AccountMappingTests
{
    [Fact]
    public async Task Mapping_a_scheme_twice_fails_at_once_and_says_where_it_is()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        await site.Site.StartAsync();

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => site.Site.App.MapHtpasswdApi("/other"));

        Assert.Contains($"'{HtpasswdDefaults.AuthenticationScheme}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'/account'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'/other'", refused.Message, StringComparison.Ordinal);
        Assert.Equal("/account/second-factor?returnUrl=%2Finner", (await site.Client().NavigateAsync("/inner")).Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("GET", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "/recovery-codes", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/recovery-codes/download", HttpStatusCode.NotFound)]
    [InlineData("POST", "/second-factor/enrolment/remove", HttpStatusCode.NotFound)]
    [InlineData("POST", "/app-passwords/0123456789abcdef/remove", HttpStatusCode.NotFound)]
    public async Task What_has_no_plain_page_is_mapped_only_for_a_site_s_own(string method, string path, HttpStatusCode without)
    {
        await using var plain = new FactorSite(SecondFactorMode.Required);
        await using var own = new FactorSite(SecondFactorMode.Required) { Services = new RecordedPages().Register };

        Assert.Equal(without, (await plain.Client().SendAsync(new HttpMethod(method), "/account" + path, content: null)).StatusCode);
        Assert.NotEqual(without, (await own.Client().SendAsync(new HttpMethod(method), "/account" + path, content: null)).StatusCode);
    }

    [Fact]
    public async Task Site_without_pages_of_its_own_answers_app_passwords_as_json_to_everybody()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();

        HttpResponseMessage list = await alice.NavigateAsync("/account/app-passwords");
        HttpResponseMessage made = await alice.FormAsync("/account/app-passwords", ("name", "one"));

        Assert.Equal("application/json", list.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }
}
