using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Sign-ins by the form that are refused for other reasons than what was typed, and forms that others send.</summary>
public sealed class SignInRefusalTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task Guessing_is_slowed_down_as_in_a_header()
    {
        await using FactorSite site = FormSite.Create(scheme: scheme => scheme.AttemptThrottle.FailuresPerClient = 1);
        site.Site.ClientAddress = Elsewhere;
        FactorClient browser = FormSite.Browser(site);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await FormSite.SubmitAsync(browser, "alice", "one")).StatusCode);

        HttpResponseMessage page = await FormSite.SubmitAsync(browser, "alice", TestSite.Password);
        HttpResponseMessage problem = await FormSite.PostJsonAsync(FormSite.Browser(site), "alice", TestSite.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, problem.StatusCode);
        Assert.All([page, problem], answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15)));
        site.Time.Advance(TimeSpan.FromMinutes(15));

        // The database counts a failure from when it is told of it, which is beside the request.
        await site.FollowAsync(
            async () => (await FormSite.SubmitAsync(browser, "alice", TestSite.Password)).StatusCode == HttpStatusCode.SeeOther,
            "the end of the pause");
    }

    [Theory]
    [InlineData(SecondFactorMode.None)]
    [InlineData(SecondFactorMode.StepUp)]
    public async Task Nobody_is_signed_in_while_a_file_is_gone_and_everybody_goes_on_when_it_is_back(SecondFactorMode mode)
    {
        await using FactorSite site = FormSite.Create(mode, scheme: scheme => scheme.MissingFileGrace = TimeSpan.Zero);
        FactorClient browser = await FormSite.SignedInAsync(site);
        await browser.PostAsync("/account/sign-out");
        browser = await FormSite.SignedInAsync(site);
        string cookie = browser.Cookies[FormSite.Cookie];

        foreach (string file in new[] { site.Site.UserFile, AccountFiles.DatabaseOf(site.Site.UserFile) })
        {
            string away = file + ".away";
            File.Move(file, away);
            await site.FollowAsync(async () => await browser.StatusAsync("/inner") == HttpStatusCode.ServiceUnavailable, "the loss of the file");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await FormSite.SubmitAsync(FormSite.Browser(site), "alice", TestSite.Password)).StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await FormSite.PostJsonAsync(FormSite.Browser(site), "alice", TestSite.Password)).StatusCode);

            File.Move(away, file);
            await site.FollowAsync(async () => await browser.StatusAsync("/inner") == HttpStatusCode.OK, "the file");
        }

        Assert.Equal(cookie, browser.Cookies[FormSite.Cookie]);
    }

    [Fact]
    public async Task No_password_is_taken_over_plain_http_nor_asked_for_nor_a_cookie_believed()
    {
        await using var site = new FactorSite(SecondFactorMode.None) { Https = false, Scheme = FormSite.Enable() };
        site.Site.ClientAddress = Elsewhere;
        FactorClient browser = FormSite.Browser(site);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.NavigateAsync("/inner")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.NavigateAsync(FormSite.SignIn)).StatusCode);
        HttpResponseMessage answer = await FormSite.PostJsonAsync(browser, "alice", TestSite.Password);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));

        site.Site.ClientAddress = IPAddress.Loopback;
        await FormSite.PostJsonAsync(browser, "alice", TestSite.Password);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/inner"));
        site.Site.ClientAddress = Elsewhere;
        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData("cross-site", "https://evil.example", true)]
    [InlineData("same-site", "https://other.localhost", true)]
    [InlineData("cross-site", null, true)]
    [InlineData("same-origin", "https://localhost", false)]
    [InlineData(null, null, false)]
    public async Task Nobody_is_signed_in_by_a_form_of_another_site(string? fetchSite, string? origin, bool withToken)
    {
        await using FactorSite site = FormSite.Create();
        FactorClient victim = FormSite.Browser(site);
        string token = FormSite.TokenOf(await (await victim.NavigateAsync(FormSite.SignIn)).Content.ReadAsStringAsync());
        (string, string)[] fields = [("userName", "bob"), ("password", TestSite.Password), (FormSite.TokenField, withToken ? token : "")];

        HttpResponseMessage answer = await victim.SendAsync(
            HttpMethod.Post,
            FormSite.SignIn,
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
            request =>
            {
                request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", fetchSite is null ? [] : [fetchSite]);
                request.Headers.TryAddWithoutValidation("Origin", origin is null ? [] : [origin]);
            });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(FormSite.Cookie, victim.Cookies.Keys);
    }

    [Fact]
    public async Task Hostile_return_addresses_lead_to_no_other_origin()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(site);
        string own = BrowserUrl.ResolveOrigin("/");

        foreach (string hostile in HostileReturnUrls.Refused)
        {
            HttpResponseMessage answer = await alice.GetAsync(FormSite.SignIn + "?returnUrl=" + Uri.EscapeDataString(Whole(hostile)));
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal(own, BrowserUrl.ResolveOrigin(answer.Headers.Location!.OriginalString));
        }

        foreach (string hostile in HostileReturnUrls.Refused.Where((value, number) => number % 10 == 0 && !value.Contains('\0', StringComparison.Ordinal)))
        {
            HttpResponseMessage answer = await FormSite.SubmitAsync(FormSite.Browser(site), "alice", TestSite.Password, Whole(hostile));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.Equal(own, BrowserUrl.ResolveOrigin(answer.Headers.Location!.OriginalString));
        }
    }

    [Theory]
    [InlineData("/account/sign-in", "/")]
    [InlineData("/account/sign-in?returnUrl=%2F", "/")]
    [InlineData("/Account/%73ign-In/", "/")]
    [InlineData("/account/sign-out", "/")]
    [InlineData("/my/sign-in", "/")]
    [InlineData("/account/sign-in-explained", "/account/sign-in-explained")]
    public async Task Form_is_no_place_to_return_to(string returnUrl, string expected)
    {
        await using FactorSite site = FormSite.Create(form: form => form.Path = "/my/sign-in");
        FactorClient browser = FormSite.Browser(site);

        Assert.Equal(expected, (await FormSite.SubmitAsync(browser, "alice", TestSite.Password, returnUrl)).Headers.Location?.OriginalString);
    }

    /// <summary>Half a surrogate pair cannot be sent at all.</summary>
    private static string Whole(string value) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(value));
}
