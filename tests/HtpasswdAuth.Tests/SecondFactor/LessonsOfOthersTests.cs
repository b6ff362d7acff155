using System.Net;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Tests;

/// <summary>What broke elsewhere, one failure a test, named after the lesson. Most have tests of their own with every corner; these are the failures as they were.</summary>
public sealed partial class LessonsOfOthersTests
{
    [Fact]
    public async Task Cookie_that_cannot_be_read_counts_as_none()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();
        foreach (string rubbish in (string[])["", "x", "..", "AAAA", "%00", new string('A', 5000)])
        {
            alice.Cookies[FactorClient.SessionCookie] = rubbish;
            Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync());
        }
    }

    [Fact]
    public async Task Pending_enrolment_is_no_session()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");
        string token = (await FactorClient.ReadAsync(await carol.PostAsync("/account/second-factor/enrolment"))).GetProperty("token").GetString()!;

        carol.Cookies[FactorClient.SessionCookie] = token;

        Assert.Equal(HttpStatusCode.Forbidden, await carol.StatusAsync());
    }

    [Fact]
    public async Task Right_password_does_not_forgive_wrong_codes()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        await site.Client().GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));

        await site.Client().StatusAsync();

        Assert.Equal(1, site.State("alice").Failures.Count);
    }

    [Fact]
    public async Task Header_spends_a_code_like_the_form()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string code = site.Code(FactorSite.AliceSecret);

        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(code));
        Assert.Equal(HttpStatusCode.Forbidden, await site.Client().StatusAsync("/", code));
    }

    [Fact]
    public async Task Wrong_passwords_of_strangers_spend_no_attempt_of_the_second_factor()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        for (int guess = 0; guess < 30; guess++)
        {
            await site.Client(password: $"guess {guess}").GiveCodeAsync("123456");
        }

        Assert.Equal(0, site.State("alice").Failures.Count);
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Hundreds_of_invented_names_lock_nobody_out()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        for (int name = 0; name < 300; name++)
        {
            await site.Client($"nobody{name}", "x").StatusAsync();
        }

        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Theory]
    [InlineData("ALICE")]
    [InlineData("Alice")]
    [InlineData("alice ")]
    [InlineData("alice\0")]
    public async Task Another_spelling_of_a_name_is_another_user(string name)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(name).StatusAsync("/", site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task No_user_agent_and_no_header_of_a_proxy_is_let_through()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, withGate: true);
        (string Name, string Value)[] tricks =
        [
            ("User-Agent", "kube-probe/1.30"), ("X-Forwarded-Uri", "/account/me"), ("X-Original-URL", "/account/me"), ("X-Forwarded-User", "alice"),
            ("Remote-User", "alice"), ("Remote_User", "alice"), ("X-Htpasswd-Reason", "none"),
        ];

        foreach ((string name, string value) in tricks)
        {
            HttpResponseMessage answer = await site.Client().GetAsync("/", request => request.Headers.TryAddWithoutValidation(name, value));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(0, site.Reached);
    }

    [Fact]
    public async Task First_code_of_an_enrolment_signs_nobody_in_a_second_time()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");
        System.Text.Json.JsonElement start = await FactorClient.ReadAsync(await carol.PostAsync("/account/second-factor/enrolment"));
        Assert.True(Base32.TryDecode(start.GetProperty("secret").GetString(), out byte[]? secret));
        string body = $$"""{"token":"{{start.GetProperty("token").GetString()}}","code":"{{site.Code(secret)}}"}""";

        Assert.Equal(HttpStatusCode.OK, (await carol.PostAsync("/account/second-factor/enrolment/confirm", body)).StatusCode);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client("carol").GiveCodeAsync(site.Code(secret)));
    }

    [Fact]
    public async Task Many_connections_share_one_counter()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string wrong = site.WrongCode(FactorSite.AliceSecret);
        await site.Site.StartAsync();

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => site.Client().GiveCodeAsync(wrong)));

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(1, site.State("alice").Failures.Count);
    }

    [Fact]
    public async Task Session_is_a_new_one_at_every_code()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string first = alice.Cookies[FactorClient.SessionCookie];

        await alice.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret));

        Assert.NotEqual(first, alice.Cookies[FactorClient.SessionCookie]);
    }

    [Fact]
    public async Task Address_in_an_answer_never_comes_from_the_host_header()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await site.Client().SendAsync(HttpMethod.Get, "/inner", content: null, request =>
        {
            request.Headers.Host = "evil.example";
            request.Headers.Add("Sec-Fetch-Mode", "navigate");
        });

        Assert.StartsWith("/account/", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_secret_is_logged_at_any_level()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string[] recovery = await site.GiveRecoveryCodesAsync("alice");
        FactorClient alice = site.Client();
        string code = site.Code(FactorSite.AliceSecret);
        string wrong = site.WrongCode(FactorSite.AliceSecret);
        await alice.GiveCodeAsync(wrong);
        site.Time.Advance(TimeSpan.FromSeconds(2));
        await alice.GiveCodeAsync(code);
        await alice.GiveRecoveryCodeAsync(recovery[0]);

        string log = site.Logs.Everything;
        foreach (string secret in (string[])[TestSite.Password, code, wrong, recovery[0], Base32.Encode(FactorSite.AliceSecret), alice.Cookies[FactorClient.SessionCookie]])
        {
            Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotMatch(SixteenBase32(), log);
    }

    [GeneratedRegex("[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}")]
    private static partial Regex SixteenBase32();
}
