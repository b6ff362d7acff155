using System.Net;
using static HtpasswdAuth.Tests.PasswordVisitor;

namespace HtpasswdAuth.Tests;

/// <summary>The second factor while a password is changed: the code, the sessions, and the browser that still sends the old password.</summary>
public sealed class PasswordSessionTests
{
    [Fact]
    public async Task This_session_goes_on_and_the_others_end()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient here = await site.SignedInAsync();
        FactorClient there = site.Client();
        Assert.Equal(HttpStatusCode.NoContent, await there.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        string before = here.Cookies[FactorClient.SessionCookie];
        string expires = (await here.GetMeAsync()).GetProperty("expires").GetString()!;
        site.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(here, code: site.NextCode(FactorSite.AliceSecret))).StatusCode);

        here.Authorization = there.Authorization = TestSite.Basic("alice", New);
        Assert.Equal(HttpStatusCode.OK, await here.StatusAsync("/inner"));
        Assert.Equal(expires, (await here.GetMeAsync()).GetProperty("expires").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, await there.StatusAsync("/inner"));

        FactorClient thief = site.Client(password: New);
        thief.Cookies[FactorClient.SessionCookie] = before;
        Assert.Equal(HttpStatusCode.Forbidden, await thief.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Change_begins_no_session_where_there_was_none()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient alice = site.Client();

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(alice, code: site.Code(FactorSite.AliceSecret))).StatusCode);

        alice.Authorization = TestSite.Basic("alice", New);
        Assert.DoesNotContain(FactorClient.SessionCookie, alice.Cookies.Keys);
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData(SecondFactorMode.Required)]
    [InlineData(SecondFactorMode.WhenEnrolled)]
    [InlineData(SecondFactorMode.StepUp)]
    public async Task Enrolled_user_gives_a_fresh_code_even_within_a_session(SecondFactorMode mode)
    {
        await using FactorSite site = Site(mode);
        FactorClient alice = await site.SignedInAsync();
        string used = site.Code(FactorSite.AliceSecret);

        await AssertProblemAsync(await SendAsync(alice), HttpStatusCode.UnprocessableEntity, "code-missing");
        Assert.Equal(0, site.State("alice").Failures.Count);
        await AssertProblemAsync(await SendAsync(alice, code: used), HttpStatusCode.UnprocessableEntity, "code-used");
        await AssertProblemAsync(await SendAsync(alice, code: site.WrongCode(FactorSite.AliceSecret)), HttpStatusCode.UnprocessableEntity, "code-wrong");
        await AssertProblemAsync(await SendAsync(alice, code: site.Code(FactorSite.AliceSecret)), HttpStatusCode.TooManyRequests, "too-many-codes");

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(alice, code: site.NextCode(FactorSite.AliceSecret))).StatusCode);
        await AssertPasswordAsync(site, "alice", New);
    }

    [Fact]
    public async Task Code_is_spent_only_when_everything_else_is_in_order_and_then_once()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        FactorClient alice = site.Client();
        string code = site.Code(FactorSite.AliceSecret);

        await AssertProblemAsync(await SendAsync(alice, next: "short", code: code), HttpStatusCode.UnprocessableEntity, "password-refused");
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(alice, code: code)).StatusCode);

        alice.Authorization = TestSite.Basic("alice", New);
        await AssertProblemAsync(await SendAsync(alice, current: New, next: Newer, code: code), HttpStatusCode.UnprocessableEntity, "code-used");
    }

    [Fact]
    public async Task Recovery_code_will_do_and_is_used_up()
    {
        await using FactorSite site = Site(SecondFactorMode.Required);
        string[] codes = await site.GiveRecoveryCodesAsync("alice");

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(Nobody(site), "alice", recoveryCode: codes[0])).StatusCode);

        await AssertProblemAsync(await SendAsync(Nobody(site), "alice", New, Newer, recoveryCode: codes[0]), HttpStatusCode.UnprocessableEntity, "code-used");
    }

    [Fact]
    public async Task Nobody_says_that_there_is_no_second_factor_while_that_is_not_known()
    {
        await using FactorSite site = new(SecondFactorMode.WhenEnrolled, files: directory => AccountFaults.Break(AccountKeeping.In(directory), "otp_secrets"));

        HttpResponseMessage answer = await SendAsync(site.Client());

        await AssertProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal(site.UserFileContent, await File.ReadAllTextAsync(site.Site.UserFile));
    }

    [Fact]
    public async Task Browser_that_goes_on_with_the_old_password_locks_nobody_out()
    {
        await using FactorSite site = Site(scheme: scheme => scheme.AttemptThrottle.FailuresPerUser = 2);
        FactorClient alice = site.Client();
        Assert.Equal(HttpStatusCode.OK, (await SendFormAsync(alice, Fields())).StatusCode);

        for (int resend = 0; resend < 50; resend++)
        {
            // Whatever it asks for: a page, or the form once more, which is shown to anybody.
            Assert.Equal(resend % 2 == 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, await alice.StatusAsync(resend % 2 == 0 ? "/inner" : Page));
            site.Time.Advance(TimeSpan.FromSeconds(resend % 3 * 7));
        }

        alice.Authorization = TestSite.Basic("alice", New);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }
}
