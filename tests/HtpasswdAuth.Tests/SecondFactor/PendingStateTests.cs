using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth.Tests;

/// <summary>Who has given the password and not the code is nobody yet: no principal, no cookie that counts.</summary>
public sealed class PendingStateTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pending_is_never_a_principal(bool withGate)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, withGate: withGate);
        FactorClient alice = site.Client();

        foreach (string path in new[] { "/inner", "/account/me", "/account/second-factor", "/account/second-factor/enrolment", "/account/app-passwords", "/who", "/missing" })
        {
            await alice.GetAsync(path);
            await alice.NavigateAsync(path);
        }

        foreach (string path in new[] { "second-factor", "second-factor/enrolment", "second-factor/enrolment/confirm", "recovery-codes", "sign-out" })
        {
            await alice.PostAsync($"/account/{path}");
        }

        Assert.Empty(site.Principals);
        Assert.Equal(HttpStatusCode.NoContent, await site.Client("bob").GiveCodeAsync(site.Code(FactorSite.BobSecret)));
        Assert.Empty(site.Principals);
    }

    [Fact]
    public async Task Open_endpoint_does_not_learn_who_has_given_only_the_password()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();

        Assert.Equal("nobody", await (await alice.GetAsync("/who")).Content.ReadAsStringAsync());
        await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret));
        Assert.Equal("alice", await (await alice.GetAsync("/who")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Making_a_form_token_leaves_no_user_behind()
    {
        var seen = new List<string?>();
        await using var site = new FactorSite(SecondFactorMode.Required, pipeline: app => app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            await next(context);
            seen.Add(context.User.Identity?.Name);
        }));
        FactorClient alice = site.Client();

        await alice.GetMeAsync();
        await alice.FormAsync("/account/second-factor", ("code", "000000"));

        Assert.Equal([null, null, null], seen);
    }

    [Fact]
    public async Task Nothing_else_that_the_site_signs_counts_as_a_session()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        FactorClient carol = site.Client("carol");
        string pending = (await FactorClient.ReadAsync(await carol.PostAsync("/account/second-factor/enrolment"))).GetProperty("token").GetString()!;
        string[] others = [alice.Cookies[FactorClient.DeviceCookie], pending, await alice.GetTokenAsync()];

        foreach (FactorClient user in new[] { site.Client(), carol })
        {
            foreach (string other in others)
            {
                user.Cookies[FactorClient.SessionCookie] = other;
                Assert.Equal(HttpStatusCode.Forbidden, await user.StatusAsync("/inner"));
            }
        }
    }

    [Fact]
    public async Task Session_is_no_device_and_no_pending_enrolment()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        FactorClient other = site.Client();
        other.Cookies[FactorClient.DeviceCookie] = alice.Cookies[FactorClient.SessionCookie];

        await other.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));

        // Counted as a stranger's.
        Assert.Equal(1, site.State("alice").Failures.Count);
        HttpResponseMessage answer = await site.Client().PostAsync(
            "/account/second-factor/enrolment/confirm", $$"""{"token":"{{alice.Cookies[FactorClient.SessionCookie]}}","code":"000000"}""");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }
}
