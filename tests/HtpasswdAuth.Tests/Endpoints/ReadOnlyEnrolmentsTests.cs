using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Where the enrolments are read-only people are told at the beginning and not at the end, and no code is spent for nothing.</summary>
public sealed class ReadOnlyEnrolmentsTests
{
    private const string Enrolment = "/account/second-factor/enrolment";

    private readonly RecordedPages _pages = new();

    [Theory]
    [InlineData("carol")]
    [InlineData("alice")]
    public async Task Setting_up_ends_before_it_begins(string user)
    {
        await using FactorSite site = Site();
        FactorClient client = site.Client(user);

        HttpResponseMessage page = await client.NavigateAsync(Enrolment);
        AssertNotice(page, "enrolment-read-only");
        AssertNotice(await client.FormAsync(Enrolment, ("code", site.Code(FactorSite.AliceSecret))), "enrolment-read-only");
        HttpResponseMessage json = await client.PostAsync(Enrolment, $$"""{"code":"{{site.Code(FactorSite.AliceSecret)}}"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, json.StatusCode);
        Assert.Equal("urn:htpasswd:enrolment-read-only", (await FactorClient.ReadAsync(json)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Taking_back_spends_no_code()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();
        string code = site.NextCode(FactorSite.AliceSecret);

        AssertNotice(await alice.FormAsync(Enrolment + "/remove", ("code", code)), "enrolment-read-only");

        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(code));
    }

    [Fact]
    public async Task Recovery_codes_are_neither_offered_nor_made()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();

        AssertNotice(await alice.NavigateAsync("/account/recovery-codes"), "recovery-codes-read-only");
        AssertNotice(await alice.FormAsync("/account/recovery-codes"), "recovery-codes-read-only");
    }

    [Fact]
    public async Task App_passwords_are_listed_without_a_way_to_change_them()
    {
        await using FactorSite site = Site();
        FactorClient alice = await site.ProvedAsync();

        HttpResponseMessage list = await alice.NavigateAsync("/account/app-passwords");
        AppPasswordsPage page = _pages.Last<AppPasswordsPage>();
        HttpResponseMessage made = await alice.FormAsync("/account/app-passwords", ("name", "one"));
        AppPasswordsPage refused = _pages.Last<AppPasswordsPage>();
        HttpResponseMessage removed = await alice.FormAsync("/account/app-passwords/0123456789abcdef/remove");

        Assert.Equal((200, true, "app-passwords-read-only"), ((int)list.StatusCode, page.IsReadOnly, page.Error!.Code));
        Assert.Equal((503, true, "app-passwords-read-only"), ((int)made.StatusCode, refused.IsReadOnly, refused.Error!.Code));
        AssertNotice(removed, "app-passwords-read-only");
    }

    [Fact]
    public async Task Plain_page_says_whom_to_ask()
    {
        await using var site = new FactorSite(SecondFactorMode.Required) { Services = ReadOnlyEnrolments.Add };

        HttpResponseMessage answer = await site.Client("carol").NavigateAsync(Enrolment);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Ask the administrator of this site", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private FactorSite Site() => new(SecondFactorMode.Required)
    {
        Services = services =>
        {
            _pages.Register(services);
            ReadOnlyEnrolments.Add(services);
        },
    };

    private void AssertNotice(HttpResponseMessage answer, string code)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(code, _pages.Last<NoticePage>().Error!.Code);
    }
}
