using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>What the cookies say to browsers.</summary>
public sealed class CookieAttributeTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task Cookies_are_held_to_this_host_to_https_and_to_the_server()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        Assert.Equal(
            [
                "__Host-htpasswd-2fa: httponly max-age=21600 path=/ samesite=lax secure",
                "__Host-htpasswd-device: httponly max-age=15552000 path=/ samesite=lax secure",
            ],
            await CookiesAsync(site));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Development_needs_the_option_plain_http_and_this_machine(bool isElsewhere, bool allowed)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AllowInsecureForDevelopment = allowed)
        {
            Https = false,
            Scheme = scheme => scheme.AllowInsecureTransport = true,
        };
        site.Site.ClientAddress = isElsewhere ? Elsewhere : IPAddress.Loopback;
        string[] cookies = await CookiesAsync(site);

        if (allowed && !isElsewhere)
        {
            Assert.Equal(
                [
                    "htpasswd-2fa: httponly max-age=21600 path=/ samesite=lax",
                    "htpasswd-device: httponly max-age=15552000 path=/ samesite=lax",
                ],
                cookies);
            return;
        }

        Assert.All(cookies, cookie => Assert.True(cookie.StartsWith("__Host-", StringComparison.Ordinal) && cookie.EndsWith(" secure", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Https_is_not_loosened_by_the_option_for_development()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AllowInsecureForDevelopment = true);
        FactorClient alice = await site.SignedInAsync();
        string cookie = alice.Cookies[FactorClient.SessionCookie];

        alice.Cookies.Clear();
        alice.Cookies["htpasswd-2fa"] = cookie;

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Development_cookie_works_where_it_was_made()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AllowInsecureForDevelopment = true) { Https = false };
        FactorClient alice = await site.SignedInAsync();

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Contains("htpasswd-2fa", alice.Cookies.Keys);
    }

    [Fact]
    public async Task Domain_takes_the_prefix_that_allows_one()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.CookieDomain = "example.com");

        Assert.Equal(
            [
                "__Secure-htpasswd-2fa: domain=example.com httponly max-age=21600 path=/ samesite=lax secure",
                "__Secure-htpasswd-device: domain=example.com httponly max-age=15552000 path=/ samesite=lax secure",
            ],
            await CookiesAsync(site));
    }

    [Fact]
    public async Task Cookie_of_a_domain_works_and_that_of_the_host_does_not()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.CookieDomain = "example.com");
        FactorClient alice = await site.SignedInAsync();
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));

        alice.Cookies["__Host-htpasswd-2fa"] = alice.Cookies["__Secure-htpasswd-2fa"];
        alice.Cookies.Remove("__Secure-htpasswd-2fa");

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Deleted_cookie_has_the_attributes_that_make_browsers_delete_it()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage answer = await alice.PostAsync("/account/sign-out");

        Assert.Equal(["__Host-htpasswd-2fa: httponly max-age=0 path=/ samesite=lax secure"], Describe(answer));
    }

    [Fact]
    public async Task Cookie_that_counts_as_none_is_deleted_by_the_refusal()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();
        alice.Cookies[FactorClient.SessionCookie] = "x";

        Assert.Equal(["__Host-htpasswd-2fa: httponly max-age=0 path=/ samesite=lax secure"], Describe(await alice.GetAsync("/inner")));
        Assert.Empty(Describe(await alice.GetAsync("/inner")));
    }

    [Fact]
    public async Task Cookie_says_nothing_of_the_user_in_clear()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        foreach (string value in alice.Cookies.Values)
        {
            byte[] bytes = System.Buffers.Text.Base64Url.DecodeFromChars(value);
            Assert.DoesNotContain("alice", value + System.Text.Encoding.Latin1.GetString(bytes), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Every_session_has_an_id_of_its_own()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        TokenCipher<SecondFactorSession> format = site.SessionCipher;
        var ids = new HashSet<string>();

        for (int i = 0; i < 5; i++)
        {
            FactorClient alice = await site.SignedInAgainAsync();
            Assert.True(format.TryUnprotect(alice.Cookies[FactorClient.SessionCookie], out SecondFactorSession? session, out _));
            Assert.Matches("^[0-9a-f]{32}$", session.Id);
            ids.Add(session.Id);
        }

        Assert.Equal(5, ids.Count);
    }

    /// <summary>The cookies of an accepted code, by name, their attributes in order of the alphabet and without the value.</summary>
    private static async Task<string[]> CookiesAsync(FactorSite site) =>
        Describe(await site.Client().PostAsync(
            "/account/second-factor", $$"""{"code":"{{site.Code(FactorSite.AliceSecret)}}"}""", isScript: true));

    private static string[] Describe(HttpResponseMessage answer) =>
        [.. (answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? lines) ? lines : []).Select(Describe).Order(StringComparer.Ordinal)];

    private static string Describe(string line)
    {
        string[] parts = line.Split("; ");
        return $"{parts[0].Split('=')[0]}: {string.Join(' ', parts[1..].Order(StringComparer.Ordinal))}";
    }
}
