using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Who is sent to the form, who is asked for the password, and who gets neither.</summary>
public sealed class SignInChallengeTests
{
    private const string Prompt = "Basic realm=\"Restricted\", charset=\"UTF-8\"";

    [Theory]
    [InlineData("GET", "Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document", HttpStatusCode.Found, false)]
    [InlineData("GET", "Accept: text/html", HttpStatusCode.Found, false)]
    [InlineData("HEAD", "Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document", HttpStatusCode.Found, false)]
    [InlineData("GET", "Sec-Fetch-Mode: cors|Accept: */*", HttpStatusCode.Unauthorized, false)]
    [InlineData("GET", "Sec-Fetch-Mode: no-cors|Sec-Fetch-Dest: image", HttpStatusCode.Unauthorized, false)]
    [InlineData("GET", "Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: iframe", HttpStatusCode.Unauthorized, false)]
    [InlineData("GET", "X-Requested-With: XMLHttpRequest|Accept: text/html", HttpStatusCode.Unauthorized, false)]
    [InlineData("GET", "Accept: */*|User-Agent: curl/8.0", HttpStatusCode.Unauthorized, true)]
    [InlineData("GET", "", HttpStatusCode.Unauthorized, true)]
    [InlineData("POST", "Accept: */*", HttpStatusCode.Unauthorized, true)]
    [InlineData("POST", "Sec-Fetch-Mode: cors", HttpStatusCode.Unauthorized, false)]
    [InlineData("POST", "Sec-Fetch-Mode: navigate|Accept: text/html", HttpStatusCode.Forbidden, false)]
    public async Task Everybody_gets_what_they_can_use(string method, string headers, HttpStatusCode expected, bool isAsked)
    {
        foreach (bool withGate in new[] { false, true })
        {
            await using FactorSite site = FormSite.Create(withGate: withGate);

            HttpResponseMessage answer = await FormSite.Browser(site).SendAsync(new HttpMethod(method), "/inner", content: null, request =>
            {
                foreach (string header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
                {
                    request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
                }
            });

            Assert.Equal(expected, answer.StatusCode);
            Assert.Equal(isAsked ? [Prompt] : [], answer.Headers.WwwAuthenticate.Select(one => one.ToString()));
            Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
            Assert.Equal(expected == HttpStatusCode.Found ? "/account/sign-in?returnUrl=%2Finner" : null, answer.Headers.Location?.OriginalString);
            Assert.Equal(0, site.Reached);
        }
    }

    [Fact]
    public async Task Form_that_came_too_late_is_told_so_and_not_lost_in_silence()
    {
        await using FactorSite site = FormSite.Create();

        HttpResponseMessage answer = await FactorForm.SendWithoutTokenAsync(FormSite.Browser(site), "/inner", ("text", "long work"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Your data was not sent", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/account/sign-in\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_that_counts_for_nothing_is_deleted()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient browser = FormSite.Browser(site);
        browser.Cookies[FormSite.Cookie] = "x";

        Assert.Equal(HttpStatusCode.Found, (await browser.NavigateAsync("/inner")).StatusCode);

        Assert.DoesNotContain(FormSite.Cookie, browser.Cookies.Keys);
    }

    [Theory]
    [InlineData("bob", TestSite.Password, HttpStatusCode.OK)]
    [InlineData("alice", "wrong", HttpStatusCode.Unauthorized)]
    public async Task Header_wins_over_the_cookie(string userName, string password, HttpStatusCode expected)
    {
        await using FactorSite site = FormSite.Create();
        FactorClient browser = await FormSite.SignedInAsync(site);
        browser.Authorization = TestSite.Basic(userName, password);

        HttpResponseMessage answer = await browser.GetAsync("/who");
        Assert.Equal(expected, await browser.StatusAsync("/inner"));
        Assert.Equal(expected == HttpStatusCode.OK ? userName : "nobody", await answer.Content.ReadAsStringAsync());

        browser.Authorization = "Bearer x";
        Assert.Equal(HttpStatusCode.Unauthorized, await browser.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Page_of_the_site_is_where_browsers_are_sent_if_it_has_one()
    {
        await using FactorSite site = FormSite.Create(form: form => form.Path = "/my/sign-in");

        HttpResponseMessage answer = await FormSite.Browser(site).NavigateAsync("/inner");

        Assert.Equal("/my/sign-in?returnUrl=%2Finner", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Without_any_page_browsers_are_asked_as_ever_and_the_log_says_why()
    {
        await using var site = new TestSite { Options = FormSite.Enable() };

        HttpResponseMessage answer = await site.GetAsync(prepare: request => request.Headers.Add("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(Prompt, answer.Headers.WwwAuthenticate.ToString());
        Assert.Single(site.Logs.Named("NoSignInPage"));
    }

    [Fact]
    public async Task Where_the_form_is_off_there_is_no_page_and_no_cookie_counts()
    {
        await using FactorSite on = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(on);
        await using var off = new FactorSite(SecondFactorMode.None) { Protection = on.Protection, Time = on.Time };
        FactorClient there = FormSite.Browser(off);
        there.Cookies[FormSite.Cookie] = alice.Cookies[FormSite.Cookie];

        Assert.Equal(HttpStatusCode.NotFound, (await there.NavigateAsync(FormSite.SignIn)).StatusCode);
        HttpResponseMessage answer = await there.NavigateAsync("/inner");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(Prompt, answer.Headers.WwwAuthenticate.ToString());
    }
}
