using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth.Tests;

/// <summary>People see pages, whatever happens; programs see problems.</summary>
public sealed class AccountFormTests
{
    [Theory]
    [InlineData("/account/second-factor")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/recovery-codes")]
    public async Task Form_that_was_open_too_long_is_asked_for_once_more(string path)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await FactorForm.SendWithoutTokenAsync(site.Client(), path, ("code", site.Code(FactorSite.AliceSecret)));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Please send that once more", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(site.Site.Logs.Named("CodeAccepted"));
    }

    [Fact]
    public async Task Link_to_sign_out_does_nothing_and_its_form_does()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();
        await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret));

        string form = await (await alice.NavigateAsync("/account/sign-out")).Content.ReadAsStringAsync();
        Assert.Contains("<form method=\"post\" action=\"/account/sign-out\">", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync()).StatusCode);

        HttpResponseMessage signedOut = await FactorForm.SendAsync(alice, "/account/sign-out", ("everywhere", "true"));
        Assert.Contains("Signed out", await signedOut.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await alice.GetAsync()).StatusCode);
    }

    [Fact]
    public async Task Sign_out_that_cannot_be_written_is_not_called_one()
    {
        await using var site = new FactorSite(SecondFactorMode.Required) { Services = AccountFaults.BeImpatient };
        FactorClient alice = site.Client();
        await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret));
        using IDisposable held = AccountFaults.Hold(site.Site.UserFile);

        HttpResponseMessage json = await alice.PostAsync("/account/sign-out", """{"everywhere":true}""");
        HttpResponseMessage form = await FactorForm.SendAsync(alice, "/account/sign-out", ("everywhere", "true"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, json.StatusCode);
        Assert.Contains("urn:htpasswd:sign-out-incomplete", await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(FactorClient.SessionCookie, alice.Cookies.Keys);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, form.StatusCode);
        Assert.Contains("Signed out in this browser only", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_of_the_site_itself_signs_out_with_the_framework_s_token_of_that_user_only()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp, pipeline: app => app
            .MapGet("/token", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken).RequireAuthorization());
        FactorClient alice = site.Client();
        FactorClient bob = site.Client("bob");
        string token = await (await alice.GetAsync("/token")).Content.ReadAsStringAsync();
        bob.Cookies[alice.Cookies.Keys.Single()] = alice.Cookies.Values.Single();

        HttpResponseMessage ofAlice = await FactorForm.SendWithoutTokenAsync(alice, "/account/sign-out", ("__RequestVerificationToken", token));
        HttpResponseMessage ofBob = await FactorForm.SendWithoutTokenAsync(bob, "/account/sign-out", ("__RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.OK, ofAlice.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, ofBob.StatusCode);
    }

    [Fact]
    public async Task Every_cookie_is_kept_from_plain_http_and_from_scripts()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        HttpResponseMessage accepted = await FactorForm.SendAsync(site.Client(), "/account/second-factor", ("code", site.Code(FactorSite.AliceSecret)));
        HttpResponseMessage first = await site.Client().GetAsync("/account/me");

        string[] cookies = [.. first.Headers.GetValues("Set-Cookie"), .. accepted.Headers.GetValues("Set-Cookie")];
        Assert.Equal(3, cookies.Select(cookie => cookie.Split('=')[0]).Distinct().Count());
        Assert.All(cookies, cookie => Assert.Contains("; secure; ", cookie, StringComparison.Ordinal));
        Assert.All(cookies, cookie => Assert.EndsWith("; httponly", cookie, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alice", "A one-time code is required first.", "/account/second-factor")]
    [InlineData("carol", "A second factor has to be set up first.", "/account/second-factor/enrolment")]
    public async Task Data_that_were_not_sent_are_not_lost_in_silence(string user, string reason, string page)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await FactorForm.SendWithoutTokenAsync(site.Client(user), "/", ("text", "long"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        string body = await answer.Content.ReadAsStringAsync();
        Assert.Contains(reason, body, StringComparison.Ordinal);
        Assert.Contains($"href=\"{page}\"", body, StringComparison.Ordinal);
    }
}
