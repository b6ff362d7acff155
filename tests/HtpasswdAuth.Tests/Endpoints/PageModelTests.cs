using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>A site's own pages get all they need to show, and decide nothing.</summary>
public sealed class PageModelTests
{
    private const string Enrolment = "/account/second-factor/enrolment";

    private readonly RecordedPages _pages = new();

    [Theory]
    [InlineData("?returnUrl=%2Finner%3Fa%3D1", false, "/inner?a=1")]
    [InlineData("?returnUrl=https%3A%2F%2Fevil.example%2F&recovery", true, "/")]
    [InlineData("", false, "/")]
    public async Task Code_page_knows_where_to_go_and_what_to_ask(string query, bool withRecoveryCode, string returnUrl)
    {
        await using FactorSite site = Site();

        HttpResponseMessage answer = await site.Client().NavigateAsync("/account/second-factor" + query);

        CodePage page = _pages.Last<CodePage>();
        Assert.Equal("CodePage", await answer.Content.ReadAsStringAsync());
        Assert.Equal((200, "alice", returnUrl), (page.StatusCode, page.UserName, page.ReturnUrl));
        Assert.Equal((withRecoveryCode, false, 6, 30), (page.WithRecoveryCode, page.IsAgain, page.Digits, page.Period));
        Assert.Equal(("Restricted", true, "/account/second-factor"), (page.Site.Realm, page.Site.HasSecondFactor, page.Site.Links.Code));
        Assert.Null(page.Error);
        Assert.NotEmpty(page.AntiforgeryToken);
    }

    [Fact]
    public async Task Token_of_a_page_is_what_its_form_sends_back()
    {
        await using FactorSite site = Site();
        FactorClient alice = site.Client();
        await alice.NavigateAsync("/account/second-factor");

        HttpResponseMessage answer = await FactorForm.SendWithoutTokenAsync(
            alice, "/account/second-factor", (HtpasswdPage.AntiforgeryField, _pages.Last<CodePage>().AntiforgeryToken),
            (HtpasswdPage.ReturnUrlField, "/inner"), ("code", site.Code(FactorSite.AliceSecret)));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/inner", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Code_page_asks_again_who_has_a_session()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.SignedInAsync();

        await alice.NavigateAsync("/account/second-factor?again");

        Assert.True(_pages.Last<CodePage>().IsAgain);
    }

    [Theory]
    [InlineData("code", "code-wrong", "code")]
    [InlineData("recovery_code", "code-wrong", "recovery_code")]
    public async Task Wrong_code_names_its_field_and_the_next_one_how_long_to_wait(string field, string code, string expected)
    {
        await using FactorSite site = Site();
        FactorClient alice = site.Client();

        HttpResponseMessage wrong = await alice.FormAsync("/account/second-factor", (field, "000000"), ("returnUrl", "/inner"));
        CodePage page = _pages.Last<CodePage>();
        HttpResponseMessage soon = await alice.FormAsync("/account/second-factor", (field, "000000"));
        HtpasswdPageError wait = _pages.Last<CodePage>().Error!;

        Assert.Equal((422, 422, "/inner"), ((int)wrong.StatusCode, page.StatusCode, page.ReturnUrl));
        Assert.Equal((code, expected), (page.Error!.Code, page.Error.Field));
        Assert.Equal(field == "recovery_code", page.WithRecoveryCode);
        Assert.Null(wrong.Headers.RetryAfter);
        Assert.Equal(429, (int)soon.StatusCode);
        Assert.Equal("1", soon.Headers.RetryAfter!.ToString());
        Assert.Equal(("too-many-codes", null), (wait.Code, wait.Field));
        Assert.InRange(wait.RetryAfter!.Value, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Enrolment_is_a_beginning_a_secret_and_recovery_codes()
    {
        await using FactorSite site = Site();
        FactorClient carol = site.Client("carol");

        await carol.NavigateAsync(Enrolment + "?returnUrl=%2Finner");
        EnrolmentPage start = _pages.Last<EnrolmentPage>();
        await carol.FormAsync(Enrolment, ("returnUrl", "/inner"));
        EnrolmentSecretPage secret = _pages.Last<EnrolmentSecretPage>();
        Assert.True(Base32.TryDecode(secret.Key, out byte[]? key));
        HttpResponseMessage wrong = await carol.FormAsync(Enrolment + "/confirm", ("token", secret.Token), ("code", site.WrongCode(key)));
        EnrolmentSecretPage again = _pages.Last<EnrolmentSecretPage>();
        site.Time.Advance(TimeSpan.FromSeconds(1));
        await carol.FormAsync(Enrolment + "/confirm", ("token", again.Token), ("code", site.Code(key)), ("returnUrl", "/inner"));
        RecoveryCodesPage codes = _pages.Last<RecoveryCodesPage>();

        Assert.Equal((false, false, false, "/inner"), (start.Replaces, start.WithRecoveryCode, start.NeedsTicket, start.ReturnUrl));
        Assert.StartsWith("otpauth://totp/Restricted:carol?secret=" + secret.Key, secret.OtpAuthUri, StringComparison.Ordinal);
        Assert.Equal(site.Time.GetUtcNow().AddMinutes(10).AddSeconds(-1).ToUnixTimeSeconds(), secret.Expires.ToUnixTimeSeconds());
        Assert.Equal((422, "code-wrong", "code"), ((int)wrong.StatusCode, again.Error!.Code, again.Error.Field));
        Assert.Equal(secret.Key, again.Key);
        Assert.Equal((RecoveryCodes.Count, "/inner"), (codes.Codes.Count, codes.ReturnUrl));
        Assert.Equal(HttpStatusCode.OK, await carol.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Replacing_and_tickets_are_asked_for_on_the_first_page()
    {
        await using FactorSite site = Site(options => options.RequireEnrolmentTicket = true);

        await site.Client().NavigateAsync(Enrolment + "?recovery");
        EnrolmentPage alice = _pages.Last<EnrolmentPage>();
        HttpResponseMessage refused = await site.Client("carol").FormAsync(Enrolment, ("ticket", "nonsense"));
        EnrolmentPage carol = _pages.Last<EnrolmentPage>();
        await site.Client().FormAsync(Enrolment, ("recovery_code", "nonsense"));
        EnrolmentPage wrong = _pages.Last<EnrolmentPage>();

        Assert.Equal((true, true, false), (alice.Replaces, alice.WithRecoveryCode, alice.NeedsTicket));
        Assert.Equal((false, true), (carol.Replaces, carol.NeedsTicket));
        Assert.Equal((422, "ticket-required", "ticket"), ((int)refused.StatusCode, carol.Error!.Code, carol.Error.Field));
        Assert.Equal((true, "code-wrong", "recovery_code"), (wrong.WithRecoveryCode, wrong.Error!.Code, wrong.Error.Field));
    }

    [Fact]
    public async Task Enrolment_that_took_too_long_begins_again()
    {
        await using FactorSite site = Site();

        HttpResponseMessage answer = await site.Client("carol").FormAsync(Enrolment + "/confirm", ("token", "x"), ("code", "000000"), ("returnUrl", "/inner"));

        EnrolmentPage page = _pages.Last<EnrolmentPage>();
        Assert.Equal((409, "enrolment-stale", "/inner"), ((int)answer.StatusCode, page.Error!.Code, page.ReturnUrl));
    }

    [Fact]
    public async Task Signing_out_is_asked_done_and_told()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.SignedInAsync();

        await alice.NavigateAsync("/account/sign-out");
        Assert.Equal("alice", _pages.Last<SignOutPage>().UserName);
        await alice.FormAsync("/account/sign-out");

        Assert.True(_pages.Last<SignedOutPage>().BrowserKeepsPassword);
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Form_of_another_site_is_answered_by_a_notice_that_knows_no_token()
    {
        await using FactorSite site = Site();

        HttpResponseMessage answer = await FactorForm.SendWithoutTokenAsync(site.Client(), "/account/sign-out");

        NoticePage page = _pages.Last<NoticePage>();
        Assert.Equal((403, "cross-site", ""), ((int)answer.StatusCode, page.Error!.Code, page.AntiforgeryToken));
        Assert.Single(site.Logs.Named("CrossSiteRefused"));
    }

    private FactorSite Site(Action<SecondFactorOptions>? options = null) => new(SecondFactorMode.Required, options) { Services = _pages.Register };
}
