using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Recovery codes on pages: how many are left, new ones, and a file to keep.</summary>
public sealed class RecoveryCodePageTests
{
    private const string Page = "/account/recovery-codes";
    private const string Download = Page + "/download";

    private readonly RecordedPages _pages = new();

    [Fact]
    public async Task Offer_says_how_many_are_left_and_needs_the_second_factor()
    {
        await using FactorSite site = Site();
        string[] codes = await site.GiveRecoveryCodesAsync("alice");
        FactorClient alice = site.Client();

        HttpResponseMessage before = await alice.NavigateAsync(Page);
        await alice.GiveRecoveryCodeAsync(codes[0]);
        await alice.NavigateAsync(Page + "?returnUrl=%2Finner");

        Assert.Equal("/account/second-factor?returnUrl=%2Faccount%2Frecovery-codes", before.Headers.Location!.OriginalString);
        RecoveryCodesPage page = _pages.Last<RecoveryCodesPage>();
        Assert.Equal((RecoveryCodes.Count - 1, "/inner"), (page.Left, page.ReturnUrl));
        Assert.Empty(page.Codes);
    }

    [Fact]
    public async Task Form_makes_new_ones_and_voids_the_old()
    {
        await using FactorSite site = Site();
        string[] old = await site.GiveRecoveryCodesAsync("alice");
        FactorClient alice = await site.ProvedAsync();

        HttpResponseMessage answer = await alice.FormAsync(Page, ("returnUrl", "/inner"));

        RecoveryCodesPage page = _pages.Last<RecoveryCodesPage>();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((RecoveryCodes.Count, "/inner"), (page.Codes.Count, page.ReturnUrl));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveRecoveryCodeAsync(old[0]));
        site.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(page.Codes[0]));
    }

    [Theory]
    [InlineData(4, "/account/recovery-codes?returnUrl=%2Finner%3Fa%3Db")]
    [InlineData(1, "/account/recovery-codes?returnUrl=%2Finner%3Fa%3Db")]
    [InlineData(5, "/inner?a=b")]
    public async Task Who_has_three_or_fewer_left_is_told_on_the_way(int before, string expected)
    {
        await using FactorSite site = Site();
        string[] codes = await site.GiveRecoveryCodesAsync("alice", RecoveryCodes.Generate()[..before]);
        FactorClient alice = site.Client();

        HttpResponseMessage answer = await alice.FormAsync("/account/second-factor", ("recovery_code", codes[0]), ("returnUrl", "/inner?a=b"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
        await alice.NavigateAsync(Page);
        Assert.Equal(before - 1, _pages.Last<RecoveryCodesPage>().Left);
    }

    [Fact]
    public async Task Way_stays_as_it_is_after_a_code_of_the_app_and_where_there_is_no_such_page()
    {
        await using FactorSite site = Site();
        await using var plain = new FactorSite(SecondFactorMode.Required);
        string[] codes = await plain.GiveRecoveryCodesAsync("alice", RecoveryCodes.Generate()[..1]);

        HttpResponseMessage code = await site.Client().FormAsync("/account/second-factor", ("code", site.Code(FactorSite.AliceSecret)), ("returnUrl", "/inner"));
        HttpResponseMessage recovery = await plain.Client().FormAsync("/account/second-factor", ("recovery_code", codes[0]), ("returnUrl", "/inner"));

        Assert.Equal("/inner", code.Headers.Location!.OriginalString);
        Assert.Equal("/inner", recovery.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Download_is_a_file_of_the_codes_that_the_browser_has()
    {
        await using FactorSite site = Site();

        HttpResponseMessage answer = await site.Client().FormAsync(Download, ("codes", "ABCD-EFGH-IJKL-MNOP"), ("codes", "qrstuvwxyz234567"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"recovery-codes.txt\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(
            $"Restricted\nalice\n{site.Time.GetUtcNow():yyyy-MM-dd}\n\nABCD-EFGH-IJKL-MNOP\nQRST-UVWX-YZ23-4567\n", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("ABCD-EFGH-IJKL-MNOP\nand more")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Download_holds_nothing_but_codes(string text)
    {
        await using FactorSite site = Site();

        HttpResponseMessage answer = await site.Client().FormAsync(Download, ("codes", "ABCD-EFGH-IJKL-MNOP"), ("codes", text));
        HttpResponseMessage none = await site.Client().FormAsync(Download);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Equal("recovery-codes-invalid", _pages.Last<NoticePage>().Error!.Code);
    }

    [Fact]
    public async Task Download_of_more_codes_than_anybody_has_is_refused()
    {
        await using FactorSite site = Site();
        (string, string)[] codes = [.. Enumerable.Repeat(("codes", "ABCD-EFGH-IJKL-MNOP"), 33)];

        HttpResponseMessage answer = await site.Client().FormAsync(Download, codes);
        HttpResponseMessage json = await site.Client().PostAsync(Download, "{}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
    }

    private FactorSite Site() => new(SecondFactorMode.Required) { Services = _pages.Register };
}
