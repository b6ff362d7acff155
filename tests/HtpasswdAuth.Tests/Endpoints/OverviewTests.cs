using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>Who one is and what one has; also where the password is all there is.</summary>
public sealed class OverviewTests
{
    private readonly RecordedPages _pages = new();

    [Fact]
    public async Task Before_the_code_nothing_is_told_of_what_is_behind_it()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        await site.GiveRecoveryCodesAsync("alice");

        await site.Client().NavigateAsync("/account?returnUrl=%2Finner");

        OverviewPage page = _pages.Last<OverviewPage>();
        Assert.Equal(("alice", "/inner", true, false), (page.UserName, page.ReturnUrl, page.IsEnrolled, page.IsKnownDevice));
        Assert.Null(page.CodeGiven);
        Assert.Null(page.SessionExpires);
        Assert.Null(page.RecoveryCodesLeft);
        Assert.Null(page.AppPasswords);
    }

    [Fact]
    public async Task After_the_code_all_is_told()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        string[] codes = await site.GiveRecoveryCodesAsync("alice");
        FactorClient alice = site.Client();
        await alice.GiveRecoveryCodeAsync(codes[0]);
        await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret));
        await alice.PostAsync("/account/app-passwords", """{"name":"one"}""");

        await alice.NavigateAsync("/account");

        OverviewPage page = _pages.Last<OverviewPage>();
        Assert.Equal((RecoveryCodes.Count - 1, 1, true), (page.RecoveryCodesLeft, page.AppPasswords, page.IsKnownDevice));
        Assert.Equal(site.Time.GetUtcNow().ToUnixTimeSeconds(), page.CodeGiven!.Value.ToUnixTimeSeconds());
        Assert.Equal(TimeSpan.FromHours(6), page.SessionExpires - page.CodeGiven);
    }

    [Fact]
    public async Task Overview_asks_for_the_password()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient nobody = site.Client();
        nobody.Authorization = null;

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.NavigateAsync("/account")).StatusCode);
        Assert.Equal(0, _pages.Count);
    }

    [Fact]
    public async Task Site_without_a_second_factor_has_an_account_all_the_same()
    {
        await using FactorSite site = Site(SecondFactorMode.None);
        FactorClient alice = site.Client();

        JsonElement me = await alice.GetMeAsync();
        await alice.NavigateAsync("/account");
        OverviewPage overview = _pages.Last<OverviewPage>();
        await alice.NavigateAsync("/account/sign-out");
        Assert.False(_pages.Last<SignOutPage>().Site.HasSecondFactor);
        HttpResponseMessage signedOut = await alice.FormAsync("/account/sign-out", ("everywhere", "true"));

        Assert.Equal(("alice", false, false), (me.GetProperty("user").GetString(), me.GetProperty("enrolled").GetBoolean(), me.GetProperty("secondFactor").GetBoolean()));
        Assert.Equal((false, false, "alice"), (overview.Site.HasSecondFactor, overview.IsEnrolled, overview.UserName));
        Assert.Equal(HttpStatusCode.OK, signedOut.StatusCode);
        Assert.True(_pages.Last<SignedOutPage>().BrowserKeepsPassword);
    }

    [Theory]
    [InlineData("GET", "second-factor")]
    [InlineData("POST", "second-factor")]
    [InlineData("GET", "second-factor/enrolment")]
    [InlineData("POST", "second-factor/enrolment")]
    [InlineData("POST", "second-factor/enrolment/confirm")]
    [InlineData("POST", "second-factor/enrolment/remove")]
    [InlineData("GET", "recovery-codes")]
    [InlineData("POST", "recovery-codes")]
    [InlineData("POST", "recovery-codes/download")]
    [InlineData("GET", "app-passwords")]
    [InlineData("POST", "app-passwords")]
    [InlineData("POST", "app-passwords/0123456789abcdef/remove")]
    public async Task What_is_about_the_factor_is_not_found_without_one(string method, string path)
    {
        await using FactorSite site = Site(SecondFactorMode.None);
        FactorClient alice = site.Client();

        HttpResponseMessage program = await alice.SendAsync(new HttpMethod(method), $"/account/{path}", content: null);
        HttpResponseMessage person = method == "GET" ? await alice.NavigateAsync($"/account/{path}") : await alice.FormAsync($"/account/{path}");

        Assert.Equal(HttpStatusCode.NotFound, program.StatusCode);
        Assert.Equal("urn:htpasswd:no-second-factor", (await FactorClient.ReadAsync(program)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.NotFound, person.StatusCode);
        Assert.Equal("no-second-factor", _pages.Last<NoticePage>().Error!.Code);
    }

    [Fact]
    public async Task Plain_pages_of_a_site_without_a_second_factor_promise_no_code()
    {
        await using var site = new FactorSite(SecondFactorMode.None);
        FactorClient alice = site.Client();

        string form = await (await alice.NavigateAsync("/account/sign-out")).Content.ReadAsStringAsync();
        string done = await (await alice.FormAsync("/account/sign-out")).Content.ReadAsStringAsync();
        string none = await (await alice.NavigateAsync("/account/second-factor")).Content.ReadAsStringAsync();

        Assert.Contains("You are <strong>alice</strong> for Restricted.", form, StringComparison.Ordinal);
        Assert.Contains("close all its windows", done, StringComparison.Ordinal);
        Assert.DoesNotContain("new code", form + done, StringComparison.Ordinal);
        Assert.DoesNotContain("everywhere", form, StringComparison.Ordinal);
        Assert.Contains("<h1>This site has no second factor</h1>", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_of_another_site_is_refused_without_a_second_factor_too()
    {
        await using FactorSite site = Site(SecondFactorMode.None);

        HttpResponseMessage answer = await FactorForm.SendWithoutTokenAsync(site.Client(), "/account/sign-out");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("cross-site", _pages.Last<NoticePage>().Error!.Code);
        Assert.Single(site.Logs.Named("CrossSiteRefused"));
    }

    [Fact]
    public async Task Signing_out_of_a_site_without_a_second_factor_has_the_browser_forget_where_it_was_told_to()
    {
        await using var site = new FactorSite(SecondFactorMode.None, options => options.ClearSiteDataOnSignOut = true);

        HttpResponseMessage answer = await site.Client().PostAsync("/account/sign-out");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("\"cookies\"", answer.Headers.GetValues("Clear-Site-Data").Single());
    }

    private FactorSite Site(SecondFactorMode mode) => new(mode) { Services = _pages.Register };
}
