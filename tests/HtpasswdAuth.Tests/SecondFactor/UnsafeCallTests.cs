using System.Net;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>What other sites make a browser send, with the password and the cookies that go along by themselves.</summary>
public sealed class UnsafeCallTests
{
    public static TheoryData<string, string> UnsafeCalls => new()
    {
        { "POST", "/account/sign-out" },
        { "POST", "/account/second-factor" },
        { "POST", "/account/second-factor/enrolment" },
        { "POST", "/account/second-factor/enrolment/confirm" },
        { "DELETE", "/account/second-factor/enrolment" },
        { "POST", "/account/recovery-codes" },
        { "POST", "/account/app-passwords" },
        { "DELETE", "/account/app-passwords/0123456789abcdef" },
    };

    [Theory]
    [MemberData(nameof(UnsafeCalls))]
    public async Task Other_site_cannot_send_it(string method, string path)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string token = await alice.GetTokenAsync();
        (string Name, string Value)[] hostile =
        [
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"), ("Origin", "null"),
            ("Origin", "http://localhost"), ("Origin", "https://localhost:8443"), ("Origin", "https://localhost.evil.example"),
        ];

        // Even with the right token: a page that could read it would not need to send anything.
        foreach ((string name, string value) in hostile)
        {
            HttpResponseMessage answer = await SendAsync(alice, method, path, Json(), (name, value), ("RequestVerificationToken", token));
            await AssertCrossSiteAsync(answer);
        }
    }

    [Theory]
    [MemberData(nameof(UnsafeCalls))]
    public async Task Cookies_without_a_token_are_not_enough(string method, string path)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        FactorClient bob = site.Client("bob");
        string tokenOfBob = await bob.GetTokenAsync();

        await AssertCrossSiteAsync(await SendAsync(alice, method, path, Json()));
        await AssertCrossSiteAsync(await SendAsync(alice, method, path, Json(), ("Sec-Fetch-Site", "same-origin")));
        await AssertCrossSiteAsync(await SendAsync(alice, method, path, Json(), ("RequestVerificationToken", tokenOfBob)));
    }

    [Theory]
    [MemberData(nameof(UnsafeCalls))]
    public async Task Form_without_a_token_is_refused_even_where_nothing_says_browser(string method, string path)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await SendAsync(site.Client(), method, path, new FormUrlEncodedContent([new("code", "123456")]));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Please send that once more", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code=%00")]
    [InlineData("%00=1&code=1")]
    [InlineData("code=%ff%fe&%")]
    public async Task Form_that_cannot_be_read_is_refused(string body)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await site.Client().SendAsync(
            HttpMethod.Post, "/account/second-factor", new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("\"text\"", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"code\":123456}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"code\":{\"a\":[1,2,3]}}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("<code>123456</code>", "application/xml", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("code=1", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Body_that_makes_no_sense_is_refused_with_its_reason(string body, string type, HttpStatusCode expected)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await site.Client().SendAsync(HttpMethod.Post, "/account/second-factor", new StringContent(body, Encoding.UTF8, type));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(0, site.State("alice").Failures.Count);
    }

    [Fact]
    public async Task Body_of_any_size_is_not_read_to_its_end()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string huge = $$"""{"code":"{{new string('1', 1 << 20)}}"}""";

        HttpResponseMessage answer = await site.Client().SendAsync(HttpMethod.Post, "/account/second-factor", new StringContent(huge, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static StringContent Json() => new("{}", Encoding.UTF8, "application/json");

    private static Task<HttpResponseMessage> SendAsync(FactorClient client, string method, string path, HttpContent content, params (string Name, string Value)[] headers) =>
        client.SendAsync(new HttpMethod(method), path, content, request =>
        {
            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        });

    private static async Task AssertCrossSiteAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("urn:htpasswd:cross-site", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
