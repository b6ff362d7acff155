using System.Net;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Requests that another site made a browser send: it adds password and cookies by itself, so every unsafe endpoint must tell them
/// from those of our own pages.
/// </summary>
public sealed class CrossSiteEndpointTests
{
    private const string Token = "RequestVerificationToken";

    private static readonly (string Method, string Path)[] Unsafe =
    [
        ("POST", "second-factor"), ("POST", "second-factor/enrolment"), ("DELETE", "second-factor/enrolment"), ("POST", "second-factor/enrolment/confirm"),
        ("POST", "recovery-codes"), ("POST", "app-passwords"), ("DELETE", "app-passwords/0123456789abcdef"), ("POST", "sign-out"),
    ];

    /// <summary>What a browser says of a request that was not made by a page of this origin, with a token that somebody got hold of and without.</summary>
    private static readonly string[][] Hostile =
    [
        ["Sec-Fetch-Site: cross-site", "Origin: https://evil.example"],
        ["Sec-Fetch-Site: cross-site"],
        ["Sec-Fetch-Site: same-site", "Origin: https://other.localhost"],
        ["Sec-Fetch-Site: same-site"],
        ["Origin: https://evil.example"],
        ["Origin: null"],
        ["Origin: http://localhost"],
        ["Origin: https://localhost:8443"],
        ["Origin: https://localhost.evil.example"],
        ["Origin: https://localhost@evil.example"],
        ["Origin: https://LOCALHOST.", "Sec-Fetch-Site: cross-site"],
        ["Origin: https://localhost", "Sec-Fetch-Site: cross-site"],
        ["Origin: https://evil.example", "Sec-Fetch-Site: same-origin"],
        ["Origin: https://evil.example", "Sec-Fetch-Site: none"],
        ["Sec-Fetch-Site: same-origin, cross-site"],
        ["Sec-Fetch-Site: nonsense"],
    ];

    /// <summary>What is not refused for where it comes from, but not enough either without a token.</summary>
    private static readonly string[][] Undecided =
    [
        ["Sec-Fetch-Site: same-origin", "Origin: https://localhost"],
        ["Origin: https://LOCALHOST:443"],
        ["Sec-Fetch-Site: none"],
        ["Referer: https://evil.example/"],
        ["Sec-Fetch-Mode: navigate"],
        ["Cookie: a=b"],
    ];

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json", false)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("text/plain", false)]
    [InlineData(null, false)]
    public async Task Request_of_another_site_is_refused_on_every_endpoint_even_with_a_token(string? contentType, bool withToken)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string token = await alice.GetTokenAsync();

        foreach ((string method, string path) in Unsafe)
        {
            foreach (string[] headers in Hostile)
            {
                HttpResponseMessage answer = await SendAsync(alice, method, path, contentType, withToken ? [.. headers, $"{Token}: {token}"] : headers);
                await AssertRefusedAsync(answer, $"{method} {path} {string.Join(", ", headers)}");
            }
        }

        await AssertUntouchedAsync(site, alice);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Browser_needs_the_token_of_our_pages_on_every_endpoint(string? contentType)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        FactorClient bob = site.Client("bob");
        string bobs = await bob.GetTokenAsync();
        await alice.GetTokenAsync();

        foreach ((string method, string path) in Unsafe)
        {
            foreach (string[] headers in Undecided)
            {
                foreach (string? token in new[] { null, "", "x", bobs })
                {
                    string[] all = token is null ? headers : [.. headers, $"{Token}: {token}"];
                    HttpResponseMessage answer = await SendAsync(alice, method, path, contentType, all);
                    await AssertRefusedAsync(answer, $"{method} {path} {string.Join(", ", all)}");
                }
            }
        }

        await AssertUntouchedAsync(site, alice);
    }

    [Fact]
    public async Task Token_of_another_user_does_not_fit_even_with_its_cookie()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient mallory = site.Client("bob");
        string token = await mallory.GetTokenAsync();
        FactorClient alice = site.Client();
        foreach ((string name, string value) in mallory.Cookies)
        {
            alice.Cookies[name] = value;
        }

        HttpResponseMessage answer = await SendAsync(alice, "POST", "second-factor/enrolment", "application/json", ["Sec-Fetch-Site: same-origin", $"{Token}: {token}"]);

        await AssertRefusedAsync(answer, "bob's token");
    }

    [Fact]
    public async Task Form_needs_a_token_even_from_somebody_who_shows_nothing_of_a_browser()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage form = await SendAsync(site.Client(), "POST", "second-factor", "application/x-www-form-urlencoded", []);
        HttpResponseMessage json = await SendAsync(site.Client(), "POST", "second-factor", "application/json", []);

        await AssertRefusedAsync(form, "an old browser's form");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, json.StatusCode);
    }

    [Fact]
    public async Task Our_own_pages_and_programs_are_let_through()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();
        string token = await alice.GetTokenAsync();

        foreach (string[] headers in Undecided[..5])
        {
            HttpResponseMessage answer = await SendAsync(alice, "POST", "second-factor", "application/json", [.. headers, $"{Token}: {token}"]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            site.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(site.Client(), "POST", "second-factor", "application/json", [])).StatusCode);
    }

    [Fact]
    public async Task Safe_requests_change_nothing_wherever_they_come_from()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        foreach (string path in new[] { "me", "second-factor", "second-factor/enrolment", "sign-out", "app-passwords" })
        {
            await SendAsync(alice, "GET", path + "?everywhere=true&code=000000&name=x", null, ["Sec-Fetch-Site: cross-site"]);
        }

        foreach ((string method, string path) in Unsafe)
        {
            if (path is not ("second-factor" or "second-factor/enrolment" or "sign-out" or "app-passwords"))
            {
                Assert.Equal(HttpStatusCode.MethodNotAllowed, (await SendAsync(alice, "GET", path, null, [])).StatusCode);
            }
        }

        await AssertUntouchedAsync(site, alice);
    }

    private static Task<HttpResponseMessage> SendAsync(FactorClient client, string method, string path, string? contentType, string[] headers)
    {
        ByteArrayContent? content = contentType is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(contentType.Contains("json", StringComparison.Ordinal) ? "{}" : "code=000000&everywhere=true"));
        content?.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return client.SendAsync(new HttpMethod(method), $"/account/{path}", content, request =>
        {
            foreach (string[] header in headers.Select(line => line.Split(": ", 2)))
            {
                Assert.True(request.Headers.TryAddWithoutValidation(header[0], header[1]));
            }
        });
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string what)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{what}: {answer.StatusCode}");

        // People get a page, programs a problem.
        bool isPage = answer.Content.Headers.ContentType?.MediaType == "text/html";
        Assert.Contains(isPage ? "Please send that once more" : "urn:htpasswd:cross-site", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task AssertUntouchedAsync(FactorSite site, FactorClient alice)
    {
        OtpUserState state = site.State("alice");
        Assert.Equal((0, 0, 0), (state.Failures.Count, state.Epoch, state.SignedOut.Length));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Empty((await FactorClient.ReadAsync(await alice.GetAsync("/account/app-passwords"))).EnumerateArray());
    }
}
