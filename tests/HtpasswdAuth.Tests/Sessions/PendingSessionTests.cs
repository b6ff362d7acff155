using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>Between password and code: five minutes for what is still missing, and for nothing else.</summary>
public sealed class PendingSessionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(SecondFactorMode.Required, "alice", true)]
    [InlineData(SecondFactorMode.Required, "carol", true)]
    [InlineData(SecondFactorMode.WhenEnrolled, "alice", true)]
    [InlineData(SecondFactorMode.WhenEnrolled, "carol", false)]
    [InlineData(SecondFactorMode.StepUp, "alice", false)]
    public async Task Session_is_pending_for_whom_something_is_missing(SecondFactorMode mode, string userName, bool isPending)
    {
        await using FactorSite site = FormSite.Create(mode);
        FactorClient browser = await FormSite.SignedInAsync(site, userName);

        FormSession session = FormSite.Open(site, browser.Cookies[FormSite.Cookie]);

        Assert.Equal(isPending, session.IsPending);
        Assert.Equal(isPending ? TimeSpan.FromMinutes(5) : TimeSpan.FromHours(12), session.Binding.Expires - session.Binding.AuthTime);
        Assert.Equal(isPending ? HttpStatusCode.Forbidden : HttpStatusCode.OK, await browser.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pending_opens_nothing_but_what_is_needed_for_the_code(bool withGate)
    {
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required, withGate: withGate);
        FactorClient alice = await FormSite.SignedInAsync(site);

        foreach (string path in new[] { "/", "/inner", "/step-up", "/policy", "/recent", "/account/app-passwords" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync(path));
        }

        Assert.Equal("/account/second-factor?returnUrl=%2Finner", (await alice.NavigateAsync("/inner")).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await alice.NavigateAsync("/account/second-factor")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await alice.NavigateAsync("/account/sign-out")).StatusCode);
        Assert.Empty(site.Principals);
        Assert.Equal(0, site.Reached);
    }

    [Fact]
    public async Task It_lasts_five_minutes_whatever_is_done_with_it()
    {
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required, form: form => form.IdleLifetime = TimeSpan.FromMinutes(2));
        FactorClient alice = await FormSite.SignedInAsync(site);

        for (int i = 0; i < 3; i++)
        {
            site.Time.Advance(TimeSpan.FromSeconds(90));
            Assert.Equal(HttpStatusCode.OK, (await alice.NavigateAsync("/account/second-factor")).StatusCode);
        }

        site.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(HttpStatusCode.OK, (await alice.NavigateAsync("/account/second-factor")).StatusCode);
        site.Time.Advance(Second);
        Assert.Equal(HttpStatusCode.Found, (await alice.NavigateAsync("/account/second-factor")).StatusCode);
        Assert.DoesNotContain(FormSite.Cookie, alice.Cookies.Keys);
    }

    [Fact]
    public async Task Code_makes_a_whole_session_of_it_under_another_id()
    {
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required);
        FactorClient alice = await FormSite.SignedInAsync(site);
        string pendingCookie = alice.Cookies[FormSite.Cookie];
        FormSession pending = FormSite.Open(site, pendingCookie);
        site.Time.Advance(TimeSpan.FromMinutes(1));

        HttpResponseMessage answer = await FactorForm.SendAsync(alice, "/account/second-factor", ("code", site.Code(FactorSite.AliceSecret)), ("returnUrl", "/inner"));

        Assert.Equal("/inner", answer.Headers.Location?.OriginalString);
        FormSession whole = FormSite.Open(site, alice.Cookies[FormSite.Cookie]);
        Assert.False(whole.IsPending);
        Assert.NotEqual(pending.Binding.Id, whole.Binding.Id);
        Assert.Equal(pending.Binding.AuthTime, whole.Binding.AuthTime);
        Assert.Equal(TimeSpan.FromHours(12), whole.Binding.Expires - whole.Binding.AuthTime);

        site.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        alice.Cookies[FormSite.Cookie] = pendingCookie;
        Assert.Equal(HttpStatusCode.Unauthorized, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Code_in_the_header_does_so_too()
    {
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required);
        FactorClient alice = await FormSite.SignedInAsync(site);

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner", site.Code(FactorSite.AliceSecret)));

        Assert.False(FormSite.Open(site, alice.Cookies[FormSite.Cookie]).IsPending);
        site.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Second_factor_that_was_given_is_not_asked_for_at_the_next_sign_in()
    {
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required);
        FactorClient alice = await FormSite.SignedInAsync(site);
        await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret));
        alice.Cookies.Remove(FormSite.Cookie);

        await FormSite.SubmitAsync(alice, "alice", TestSite.Password);

        Assert.False(FormSite.Open(site, alice.Cookies[FormSite.Cookie]).IsPending);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Session_alone_is_not_the_second_factor()
    {
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required);
        FactorClient alice = await FormSite.SignedInAsync(site);
        await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret));

        alice.Cookies.Remove(FactorClient.SessionCookie);

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Renewed_for_a_new_password_it_goes_on_under_another_id_until_the_same_end()
    {
        await using FactorSite site = FormSite.Create();
        FactorClient alice = await FormSite.SignedInAsync(site);
        FormSession before = FormSite.Open(site, alice.Cookies[FormSite.Cookie]);
        HtpasswdAuthenticator authenticator = site.Site.App.Services.GetRequiredService<HtpasswdSchemes>().Get(HtpasswdDefaults.AuthenticationScheme);
        var context = new DefaultHttpContext { RequestServices = site.Site.App.Services };
        context.Request.Scheme = "https";
        context.Request.Headers.Cookie = $"{FormSite.Cookie}={alice.Cookies[FormSite.Cookie]}";
        (VerifiedUser? user, _) = await authenticator.VerifyPasswordAsync(context);
        site.Time.Advance(TimeSpan.FromMinutes(1));

        authenticator.SignInForm!.Sessions.Renew(context, new VerifiedUser("alice", rehashNeeded: false, user!.PasswordVersion ^ 1, user.Result));

        FormSession after = FormSite.Open(site, context.Response.Headers.SetCookie.Single()!.Split('=', 2)[1].Split(';')[0]);
        Assert.NotEqual(before.Binding.Id, after.Binding.Id);
        Assert.Equal(
            before.Binding with { Id = after.Binding.Id, PasswordVersion = user.PasswordVersion ^ 1, LastSeen = before.Binding.LastSeen + TimeSpan.FromMinutes(1) },
            after.Binding);
    }
}
