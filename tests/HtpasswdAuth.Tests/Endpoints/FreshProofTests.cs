using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>What outlives a session is not made by it alone: another code than the one that began it is needed, from within a minute.</summary>
public sealed class FreshProofTests
{
    public static TheoryData<string, string> Makings { get; } = new()
    {
        { "/account/recovery-codes", "{}" },
        { "/account/app-passwords", """{"name":"backup"}""" },
    };

    [Theory]
    [MemberData(nameof(Makings))]
    public async Task Code_that_began_the_session_is_not_enough(string path, string json)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage refused = await alice.PostAsync(path, json);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("urn:htpasswd:fresh-code-required", (await FactorClient.ReadAsync(refused)).GetProperty("type").GetString());
        Assert.Empty(site.Secrets.Users.SelectMany(user => user.AppPasswords));
        Assert.All(site.Secrets.Users, user => Assert.Empty(user.Enrolment!.RecoveryCodes));
    }

    [Theory]
    [MemberData(nameof(Makings))]
    public async Task Another_code_is_enough_for_a_minute(string path, string json)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        Assert.True((await alice.PostAsync(path, json)).IsSuccessStatusCode);
        site.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.True((await alice.PostAsync(path, json)).IsSuccessStatusCode);

        site.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Forbidden, (await alice.PostAsync(path, json)).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Makings))]
    public async Task Code_comes_along_in_the_header_as_well(string path, string json)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string token = await alice.GetTokenAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(site.Code(FactorSite.AliceSecret)));
        Assert.True((int)await SendAsync(site.NextCode(FactorSite.AliceSecret)) is 200 or 201);
        Assert.True((await alice.PostAsync(path, json)).IsSuccessStatusCode);

        async Task<HttpStatusCode> SendAsync(string code)
        {
            using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
            return (await alice.SendAsync(HttpMethod.Post, path, content, request =>
            {
                request.Headers.Add("X-Htpasswd-OTP", code);
                request.Headers.Add("RequestVerificationToken", token);
            })).StatusCode;
        }
    }

    /// <summary>Nor does it become so by waiting, by renewing the cookie or by changing the password.</summary>
    [Fact]
    public async Task Session_of_one_code_stays_one()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string first = alice.Cookies[FactorClient.SessionCookie];
        site.Time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.NotEqual(first, alice.Cookies[FactorClient.SessionCookie]);

        Assert.Equal(HttpStatusCode.Forbidden, (await alice.PostAsync("/account/recovery-codes")).StatusCode);
    }

    [Fact]
    public async Task Another_browser_that_gave_a_code_proves_nothing_for_this_one()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        await site.SignedInAgainAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await alice.PostAsync("/account/recovery-codes")).StatusCode);
    }

    [Fact]
    public async Task Session_that_was_over_is_not_proved_by_the_code_that_begins_the_next()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        site.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));

        Assert.Equal(HttpStatusCode.Forbidden, (await alice.PostAsync("/account/recovery-codes")).StatusCode);
    }

    [Fact]
    public async Task Person_is_shown_where_to_give_it_and_the_form_is_not_lost()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage refused = await alice.FormAsync("/account/recovery-codes");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("href=\"/account/second-factor?again\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await alice.NavigateAsync("/account/second-factor?again")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, (await alice.FormAsync("/account/recovery-codes")).StatusCode);
    }
}
