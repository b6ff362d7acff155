using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace HtpasswdAuth.Tests;

/// <summary>Endpoints that ask for a code, or for one that was given lately.</summary>
public sealed partial class StepUpTests
{
    [Theory]
    [InlineData(SecondFactorMode.StepUp, false)]
    [InlineData(SecondFactorMode.StepUp, true)]
    [InlineData(SecondFactorMode.Required, false)]
    [InlineData(SecondFactorMode.Required, true)]
    public async Task Old_code_is_not_enough_where_a_recent_one_is_asked_for(SecondFactorMode mode, bool withGate)
    {
        await using var site = new FactorSite(mode, withGate: withGate);
        FactorClient alice = await site.SignedInAsync();

        site.Time.Advance(FactorSite.Recently);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/recent"));
        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/recent"));
        Assert.Equal(1, site.Reached);
    }

    [Theory]
    [InlineData(SecondFactorMode.StepUp)]
    [InlineData(SecondFactorMode.Required)]
    public async Task Asking_for_a_recent_code_does_not_end_the_session(SecondFactorMode mode)
    {
        await using var site = new FactorSite(mode);
        FactorClient alice = await site.SignedInAsync();
        site.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/recent"));

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/step-up"));
    }

    [Theory]
    [InlineData(SecondFactorMode.StepUp)]
    [InlineData(SecondFactorMode.Required)]
    public async Task Browser_is_shown_the_form_for_a_recent_code_and_is_not_sent_in_circles(SecondFactorMode mode)
    {
        await using var site = new FactorSite(mode);
        FactorClient alice = await site.SignedInAsync();
        site.Time.Advance(TimeSpan.FromMinutes(10));

        string page = (await alice.NavigateAsync("/recent?x=%3f")).Headers.Location!.OriginalString;
        HttpResponseMessage form = await alice.NavigateAsync(page);
        HttpResponseMessage back = await alice.FormAsync(page, ("returnUrl", "/recent?x=%3f"), ("code", site.Code(FactorSite.AliceSecret)));

        Assert.Equal(HttpStatusCode.OK, form.StatusCode);
        Assert.Contains("one-time-code", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/recent?x=%3f", back.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await alice.NavigateAsync("/recent?x=%3f")).StatusCode);
    }

    [Fact]
    public async Task Program_with_a_session_is_told_how_to_send_a_recent_code_and_can()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        site.Time.Advance(TimeSpan.FromMinutes(10));

        System.Text.Json.JsonElement problem = await FactorClient.ReadAsync(await alice.GetAsync("/recent"));
        Assert.Contains("without the cookie", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        alice.Cookies.Clear();
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/recent", site.Code(FactorSite.AliceSecret)));
    }

    [Theory]
    [InlineData("recovery")]
    [InlineData("code")]
    public async Task Form_for_a_recent_code_leads_to_its_other_form(string which)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string page = "/account/second-factor?returnUrl=%2Frecent&again" + (which == "code" ? "&recovery" : "");

        string form = await (await alice.NavigateAsync(page)).Content.ReadAsStringAsync();
        string other = WebUtility.HtmlDecode(OtherForm().Match(form).Groups[1].Value);
        HttpResponseMessage answer = await alice.NavigateAsync(other);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(which == "recovery" ? "name=\"recovery_code\"" : "name=\"code\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Navigation_to_the_vault_is_sent_to_the_form_and_back()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp);
        FactorClient alice = site.Client();

        HttpResponseMessage sent = await alice.NavigateAsync("/step-up");
        HttpResponseMessage back = await alice.FormAsync("/account/second-factor", ("returnUrl", "/step-up"), ("code", site.Code(FactorSite.AliceSecret)));

        Assert.Equal("/account/second-factor?returnUrl=%2Fstep-up", sent.Headers.Location!.OriginalString);
        Assert.Equal("/step-up", back.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/step-up"));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/policy"));
    }

    [Fact]
    public async Task Not_enrolled_is_led_to_enrol_where_it_is_needed()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp);

        HttpResponseMessage sent = await site.Client("carol").NavigateAsync("/step-up");

        Assert.Equal("/account/second-factor/enrolment?returnUrl=%2Fstep-up", sent.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_for_the_password_first()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp);

        HttpResponseMessage answer = await new FactorClient(site, authorization: null).NavigateAsync("/step-up");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Single(answer.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Other_reasons_to_refuse_stay_what_they_are()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp, pipeline: app =>
            app.MapGet("/bob-only", () => "ok").RequireAuthorization(policy => policy.RequireUserName("bob")));

        HttpResponseMessage answer = await (await site.SignedInAsync()).NavigateAsync("/bob-only");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Htpasswd-Reason"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Age_that_nothing_meets_is_refused_at_start(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new AuthorizationPolicyBuilder().RequireSecondFactor(TimeSpan.FromSeconds(seconds)));

    [GeneratedRegex("href=\"(/account/second-factor[^\"]*)\"")]
    private static partial Regex OtherForm();
}
