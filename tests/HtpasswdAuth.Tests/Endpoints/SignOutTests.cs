using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Signing out ends a session for everybody who has its cookie, not only for the browser that asks.</summary>
public sealed class SignOutTests
{
    private const string SignOut = "/account/sign-out";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Session_is_over_wherever_its_cookie_is_and_others_go_on(bool withGate)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, withGate: withGate);
        FactorClient alice = await site.SignedInAsync();
        FactorClient copy = Copy(site, alice);
        FactorClient phone = await site.SignedInAgainAsync();

        HttpResponseMessage answer = await alice.PostAsync(SignOut);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Clear-Site-Data"));
        Assert.DoesNotContain(FactorClient.SessionCookie, alice.Cookies.Keys);
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Forbidden, await copy.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await phone.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Renewed_cookie_is_the_same_session()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        FactorClient early = Copy(site, alice);
        site.Time.Advance(TimeSpan.FromMinutes(40));
        await alice.StatusAsync("/inner");
        FactorClient late = Copy(site, alice);
        Assert.NotEqual(early.Cookies[FactorClient.SessionCookie], late.Cookies[FactorClient.SessionCookie]);

        await early.PostAsync(SignOut);

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Forbidden, await late.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Signing_out_in_the_request_that_would_renew_does_not_leave_a_cookie_behind()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string token = await alice.GetTokenAsync();
        site.Time.Advance(TimeSpan.FromMinutes(40));

        HttpResponseMessage answer = await alice.SendAsync(HttpMethod.Post, SignOut, content: null, request => request.Headers.Add("RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        string last = answer.Headers.GetValues("Set-Cookie").Last(cookie => cookie.StartsWith(FactorClient.SessionCookie, StringComparison.Ordinal));
        Assert.StartsWith($"{FactorClient.SessionCookie}=; max-age=0", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everywhere_ends_all_sessions_of_the_user_and_nobody_elses()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        FactorClient phone = await site.SignedInAgainAsync();
        FactorClient bob = await site.BobSignedInAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await alice.PostAsync(SignOut, """{"everywhere":true}""")).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, await phone.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.OK, await bob.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task More_sign_outs_than_are_remembered_end_all_sessions_rather_than_none()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient first = await site.SignedInAsync();
        FactorClient stolen = Copy(site, first);
        await first.PostAsync(SignOut);

        for (int i = 0; i < OtpUserState.MaxSignedOut; i++)
        {
            FactorClient alice = await site.SignedInAgainAsync();
            await alice.PostAsync(SignOut);
        }

        Assert.Equal(1, site.State("alice").Epoch);
        Assert.Equal(HttpStatusCode.Forbidden, await stolen.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Without_a_session_there_is_nothing_to_end()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        Assert.Equal(HttpStatusCode.NoContent, (await site.Client().PostAsync(SignOut)).StatusCode);
        Assert.True(site.State("alice").IsDefault);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Browser_forgets_everything_by_option(bool option)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.ClearSiteDataOnSignOut = option);
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage program = await alice.PostAsync(SignOut);
        HttpResponseMessage form = await alice.FormAsync(SignOut);

        foreach (HttpResponseMessage answer in new[] { program, form })
        {
            Assert.Equal(option ? ["\"cookies\""] : [], answer.Headers.TryGetValues("Clear-Site-Data", out IEnumerable<string>? values) ? values : []);
        }
    }

    [Fact]
    public async Task Form_gets_a_page_that_says_what_the_browser_still_knows()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        FactorClient copy = Copy(site, alice);

        HttpResponseMessage answer = await alice.FormAsync(SignOut, ("everywhere", "true"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("may still remember the password", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, site.State("alice").Epoch);
        Assert.Equal(HttpStatusCode.Forbidden, await copy.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Sign_out_that_cannot_be_written_is_no_sign_out()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.ClearSiteDataOnSignOut = true)
        {
            Services = AccountFaults.BeImpatient,
        };
        FactorClient alice = await site.SignedInAsync();
        using IDisposable held = AccountFaults.Hold(site.Site.UserFile);

        HttpResponseMessage answer = await alice.PostAsync(SignOut);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Clear-Site-Data"));
        Assert.DoesNotContain(FactorClient.SessionCookie, alice.Cookies.Keys);
    }

    private static FactorClient Copy(FactorSite site, FactorClient of)
    {
        FactorClient copy = site.Client();
        copy.Cookies[FactorClient.SessionCookie] = of.Cookies[FactorClient.SessionCookie];
        return copy;
    }
}
