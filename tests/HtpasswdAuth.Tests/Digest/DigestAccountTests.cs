using System.Net;
using System.Text;

namespace HtpasswdAuth.Tests;

/// <summary>The account of a scheme whose passwords are proved by Digest.</summary>
public sealed class DigestAccountTests
{
    private const string CodePage = "/account/second-factor";

    [Fact]
    public async Task Account_is_reached_by_digest_only()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required);

        using HttpResponseMessage nobody = await site.SendOnceAsync(HttpMethod.Get, "/account/me", content: null, authorization: null, []);
        using HttpResponseMessage basic = await site.SendOnceAsync(
            HttpMethod.Get, "/account/me", content: null, TestSite.Basic(DigestResponse.SiteUser, DigestResponse.SitePassword), []);
        using HttpResponseMessage alice = await site.GetAsync("/account/me");

        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.StartsWith("Digest ", DigestSite.Challenge(nobody), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, basic.StatusCode);
        Assert.Equal("alice", (await FactorClient.ReadAsync(alice)).GetProperty("user").GetString());
    }

    [Fact]
    public async Task Code_given_on_the_page_opens_the_site()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required);
        string token = await site.TokenAsync();

        using HttpResponseMessage given = await site.SendAsync(
            HttpMethod.Post, CodePage, Form(token, site.Code), ("Sec-Fetch-Site", "same-origin"), ("Origin", "https://localhost"), ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.SeeOther, given.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync());
    }

    [Theory]
    [InlineData("cross-site", true)]
    [InlineData("same-origin", false)]
    public async Task Form_of_another_site_or_without_its_token_is_refused_and_spends_no_code(string origin, bool withToken)
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required);
        string token = await site.TokenAsync();

        using HttpResponseMessage refused = await site.SendAsync(
            HttpMethod.Post, CodePage, Form(withToken ? token : "", site.Code), ("Sec-Fetch-Site", origin), ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(code: site.Code));
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.Required);
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync(code: site.Code));
        string session = site.Cookies[FactorClient.SessionCookie];
        string token = await site.TokenAsync();

        using HttpResponseMessage signedOut = await site.SendAsync(
            HttpMethod.Post, "/account/sign-out", new StringContent("{}", Encoding.UTF8, "application/json"), ("RequestVerificationToken", token));
        site.Cookies[FactorClient.SessionCookie] = session;

        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await site.StatusAsync());
    }

    [Fact]
    public async Task There_is_no_form_that_would_send_the_password_at_every_sign_in()
    {
        await using var site = new DigestFactorSite(SecondFactorMode.StepUp);

        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/account/sign-in"));
    }

    private static FormUrlEncodedContent Form(string token, string code) =>
        new([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("code", code)]);
}
