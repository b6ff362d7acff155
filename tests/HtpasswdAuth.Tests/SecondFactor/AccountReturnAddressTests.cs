using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Where people land who gave a code: where they wanted to, and in no circle.</summary>
public sealed class AccountReturnAddressTests
{
    [Theory]
    [InlineData("/account/second-factor")]
    [InlineData("/account/second-factor/?returnUrl=%2F")]
    [InlineData("/Account/Second-Factor/Enrolment")]
    [InlineData("/account/second-factor/enrolment/confirm")]
    [InlineData("/account/sign-out?x=1")]
    [InlineData("/account/%73ign-out")]
    [InlineData("/my/code")]
    [InlineData("/my/enrolment/")]
    public async Task Forms_of_the_account_are_no_place_to_return_to(string returnUrl) => Assert.Equal("/", await LandAsync(returnUrl));

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=%2F&x=a%20b")]
    [InlineData("/account/profile")]
    [InlineData("/account/second-factor-explained")]
    public async Task Every_other_page_is(string returnUrl) => Assert.Equal(returnUrl, await LandAsync(returnUrl));

    [Fact]
    public async Task Recovery_codes_are_left_for_the_page_that_was_wanted()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");
        string start = await ReadAsync(await FactorForm.SendAsync(carol, "/account/second-factor/enrolment", ("returnUrl", "/wanted")));
        Assert.True(Base32.TryDecode(Between(start, "<code>", "</code>"), out byte[]? secret));

        string codes = await ReadAsync(await FactorForm.SendAsync(
            carol,
            "/account/second-factor/enrolment/confirm",
            ("token", Between(start, "name=\"token\" value=\"", "\"")), ("code", site.Code(secret)), ("returnUrl", "/wanted")));

        Assert.Equal(RecoveryCodes.Count, codes.Split("<li>").Length - 1);
        Assert.Contains("<strong>carol</strong>", codes, StringComparison.Ordinal);
        Assert.Equal("/wanted", Between(codes, "<a class=\"button\" href=\"", "\""));
    }

    [Fact]
    public async Task Enrolment_that_took_too_long_leads_back_to_its_beginning()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await FactorForm.SendAsync(site.Client("carol"), "/account/second-factor/enrolment/confirm", ("token", "over"), ("code", "123456"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("/account/second-factor/enrolment", Between(await ReadAsync(answer), "action=\"", "\""));
    }

    private static async Task<string?> LandAsync(string returnUrl)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options =>
        {
            options.CodePath = "/my/code";
            options.EnrolmentPath = "/my/enrolment";
        });
        HttpResponseMessage answer = await FactorForm.SendAsync(
            site.Client(), "/account/second-factor", ("code", site.Code(FactorSite.AliceSecret)), ("returnUrl", returnUrl));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location?.OriginalString;
    }

    private static string Between(string text, string start, string end) => text.Split(start)[1].Split(end)[0];

    private static Task<string> ReadAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();
}
