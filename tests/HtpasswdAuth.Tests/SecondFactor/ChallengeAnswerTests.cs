using System.Net;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Tests;

/// <summary>How it is said that a code is required: a page for who goes to a page, words for everybody else, and never 401.</summary>
public sealed partial class ChallengeAnswerTests
{
    public static TheoryData<string> Addresses =>
    [
        "/inner", "/inner?a=1&b=2", "/inner?x=%3f", "/inner?/path?x=%3f%2F", "/inner?a=%26%3D%2B+%20", "/inner?q=%E2%82%AC", "/inner/%C3%A9?a=%C3%A9",
        "/inner/a%20b/c", "/inner?a=1&a=2&a", "/inner/?", "/inner?returnUrl=%2Fx%3Fy%3Dz", "/inner/a+b;c=d@e:f!$&'()*,~-._",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Navigation_comes_back_to_exactly_where_it_wanted(string address)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();

        HttpResponseMessage sent = await alice.NavigateAsync(address);
        string wanted = address.TrimEnd('?');
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal($"/account/second-factor?returnUrl={Uri.EscapeDataString(wanted)}", sent.Headers.Location!.OriginalString);

        string page = await (await alice.NavigateAsync(sent.Headers.Location.OriginalString)).Content.ReadAsStringAsync();
        string returnUrl = WebUtility.HtmlDecode(ReturnUrlField().Match(page).Groups[1].Value);
        HttpResponseMessage back = await alice.FormAsync("/account/second-factor", ("returnUrl", returnUrl), ("code", site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        Assert.Equal(wanted, back.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty", "Accept: */*")]
    [InlineData("Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image", "Accept: image/avif,image/webp")]
    [InlineData("Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script", "Accept: text/html")]
    [InlineData("Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe", "Accept: text/html")]
    [InlineData("X-Requested-With: XMLHttpRequest", "Accept: text/html")]
    [InlineData("Accept: application/json")]
    [InlineData("User-Agent: curl/8")]
    public async Task Whoever_cannot_show_a_page_gets_a_problem(params string[] headers)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await site.Client().GetAsync("/inner", request =>
        {
            foreach (string[] header in headers.Select(line => line.Split(": ")))
            {
                request.Headers.TryAddWithoutValidation(header[0], header[1]);
            }
        });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
        System.Text.Json.JsonElement problem = await FactorClient.ReadAsync(answer);
        Assert.Equal("urn:htpasswd:second-factor-required", problem.GetProperty("type").GetString());
        Assert.Equal("/account/second-factor", problem.GetProperty("page").GetString());
        Assert.Contains("X-Htpasswd-OTP", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        AssertNever401(answer);
    }

    [Theory]
    [InlineData("Sec-Fetch-Mode", "navigate")]
    [InlineData("Accept", "text/html,application/xhtml+xml")]
    public async Task Form_is_told_that_its_data_were_not_sent(string header, string value)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await site.Client().SendAsync(
            HttpMethod.Post, "/inner", new FormUrlEncodedContent([KeyValuePair.Create("a", "b")]), request => request.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        string page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Your data was not sent", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/account/second-factor\"", page, StringComparison.Ordinal);
        AssertNever401(answer);
        Assert.Equal(0, site.Reached);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Unsafe_call_of_a_script_is_never_redirected(string method)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await site.Client().SendAsync(new HttpMethod(method), "/inner", new StringContent("{}"), request =>
        {
            request.Headers.Add("Sec-Fetch-Mode", "cors");
            request.Headers.Add("Accept", "text/html");
        });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Answer_is_never_kept_by_a_cache_and_names_the_reason()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();

        foreach (HttpResponseMessage answer in new[] { await alice.NavigateAsync("/inner"), await alice.GetAsync("/inner") })
        {
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Contains("Cookie", answer.Headers.Vary);
            Assert.Contains("Authorization", answer.Headers.Vary);
            Assert.Equal("otp", answer.Headers.GetValues("X-Htpasswd-Reason").Single());
            AssertNever401(answer);
        }
    }

    [Fact]
    public async Task Head_of_a_page_is_redirected_and_head_of_the_rest_has_no_body()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();

        HttpResponseMessage page = await alice.SendAsync(HttpMethod.Head, "/inner", content: null, request => request.Headers.Add("Accept", "text/html"));
        HttpResponseMessage other = await alice.SendAsync(HttpMethod.Head, "/inner", content: null);

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Empty(await other.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Application_below_a_path_sends_to_its_own_form()
    {
        await using var site = new FactorSite(SecondFactorMode.Required) { Request = context => context.Request.PathBase = "/app" };

        HttpResponseMessage alice = await site.Client().NavigateAsync("/inner?x");
        HttpResponseMessage carol = await site.Client("carol").NavigateAsync("/inner");

        Assert.Equal("/app/account/second-factor?returnUrl=%2Fapp%2Finner%3Fx", alice.Headers.Location!.OriginalString);
        Assert.Equal("/app/account/second-factor/enrolment?returnUrl=%2Fapp%2Finner", carol.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Pages_of_the_site_itself_are_used_where_it_names_them()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options =>
        {
            options.CodePath = "/my/code";
            options.EnrolmentPath = "/my/enrolment";
        });

        Assert.Equal("/my/code?returnUrl=%2Finner", (await site.Client().NavigateAsync("/inner")).Headers.Location!.OriginalString);
        Assert.Equal("/my/enrolment?returnUrl=%2Finner", (await site.Client("carol").NavigateAsync("/inner")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Without_any_page_there_are_words_and_a_line_in_the_log()
    {
        await using var site = new TestSite { Https = true, HasAccounts = true, Options = scheme => scheme.SecondFactor.Mode = SecondFactorMode.Required };

        HttpResponseMessage answer = await site.GetAsync(
            TestSite.Basic(TestSite.UserName, TestSite.Password), prepare: request => request.Headers.Add("Sec-Fetch-Mode", "navigate"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(site.Logs.Named("NoCodePage"), entry => entry.Message.Contains("MapHtpasswdApi", StringComparison.Ordinal));
    }

    private static void AssertNever401(HttpResponseMessage answer)
    {
        Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }

    [GeneratedRegex("name=\"returnUrl\" value=\"([^\"]*)\"")]
    private static partial Regex ReturnUrlField();
}
