using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Taking the second factor back by a form.</summary>
public sealed class EnrolmentRemovalTests
{
    private const string Removal = "/account/second-factor/enrolment/remove";

    private readonly RecordedPages _pages = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Code_or_recovery_code_takes_it_back_and_leads_to_the_overview(bool byRecoveryCode)
    {
        await using FactorSite site = Site();
        string[] codes = await site.GiveRecoveryCodesAsync("alice");
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage answer = await alice.FormAsync(
            Removal, byRecoveryCode ? ("recovery_code", codes[0]) : ("code", site.NextCode(FactorSite.AliceSecret)));
        await alice.NavigateAsync("/account");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/account", answer.Headers.Location!.OriginalString);
        Assert.DoesNotContain(FactorClient.SessionCookie, alice.Cookies.Keys);
        Assert.False(_pages.Last<OverviewPage>().IsEnrolled);
    }

    [Theory]
    [InlineData("code", "000000", "code-wrong")]
    [InlineData("recovery_code", "nonsense", "code-wrong")]
    [InlineData("code", "", "code-wrong")]
    public async Task Wrong_code_is_told_on_the_overview_and_changes_nothing(string field, string value, string code)
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage answer = await alice.FormAsync(Removal, (field, value), ("returnUrl", "/inner"));

        OverviewPage page = _pages.Last<OverviewPage>();
        Assert.Equal((422, code, field), ((int)answer.StatusCode, page.Error!.Code, page.Error.Field));
        Assert.Equal((true, "/inner"), (page.IsEnrolled, page.ReturnUrl));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Code_of_the_session_is_not_fresh_enough_and_guessing_waits()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.SignedInAsync();

        await alice.FormAsync(Removal, ("code", site.Code(FactorSite.AliceSecret)));
        Assert.Equal("code-used", _pages.Last<OverviewPage>().Error!.Code);
        await alice.FormAsync(Removal, ("code", site.WrongCode(FactorSite.AliceSecret)));
        HttpResponseMessage soon = await alice.FormAsync(Removal, ("code", site.Code(FactorSite.AliceSecret, 1)));

        Assert.Equal((429, "too-many-codes"), ((int)soon.StatusCode, _pages.Last<OverviewPage>().Error!.Code));
        Assert.NotNull(soon.Headers.RetryAfter);
    }

    [Fact]
    public async Task Password_and_code_without_a_session_are_not_enough()
    {
        await using FactorSite site = Site();

        HttpResponseMessage answer = await site.Client().FormAsync(Removal, ("code", site.Code(FactorSite.AliceSecret)));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    private FactorSite Site() => new(SecondFactorMode.Required) { Services = _pages.Register };
}
