using System.Net;
using System.Text.Json;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>What programs are answered by the account endpoints.</summary>
public sealed class AccountEndpointTests
{
    [Fact]
    public async Task Me_tells_who_and_what_is_needed_before_the_code()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        HttpResponseMessage answer = await site.Client().GetAsync("/account/me");
        JsonElement alice = await FactorClient.ReadAsync(answer);
        JsonElement carol = await site.Client("carol").GetMeAsync();

        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(["user", "realm", "enrolled", "secondFactor", "antiforgeryToken"], alice.EnumerateObject().Select(member => member.Name));
        Assert.Equal("alice Restricted True False", Describe(alice));
        Assert.Equal("carol Restricted False False", Describe(carol));
    }

    [Fact]
    public async Task Me_tells_of_the_session_after_the_code()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string[] codes = await site.GiveRecoveryCodesAsync("alice");
        FactorClient alice = site.Client();
        await alice.GiveRecoveryCodeAsync(codes[0]);

        JsonElement me = await alice.GetMeAsync();

        Assert.Equal("alice Restricted True True", Describe(me));
        Assert.Equal(site.Time.GetUtcNow().ToUnixTimeSeconds(), me.GetProperty("authTime").GetDateTimeOffset().ToUnixTimeSeconds());
        Assert.Equal(TimeSpan.FromHours(6), me.GetProperty("expires").GetDateTimeOffset() - me.GetProperty("authTime").GetDateTimeOffset());
        Assert.Equal(RecoveryCodes.Count - 1, me.GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Theory]
    [InlineData("alice", "abc", 422, "code-wrong")]
    [InlineData("alice", "used", 422, "code-used")]
    [InlineData("alice", "soon", 429, "too-many-codes")]
    [InlineData("alice", "blocked", 429, "codes-blocked")]
    [InlineData("carol", "123456", 409, "not-enrolled")]
    public async Task Refused_code_is_a_problem_by_name(string user, string what, int status, string name)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, files: directory => Prepare(directory, what));
        string code = site.Code(FactorSite.AliceSecret);
        if (what == "used")
        {
            await site.Client().GiveCodeAsync(code);
        }

        if (what == "soon")
        {
            await site.Client().GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
        }

        HttpResponseMessage answer = await site.Client(user).PostAsync("/account/second-factor", $$"""{"code":"{{(what is "abc" or "123456" ? what : code)}}"}""");
        JsonElement problem = await FactorClient.ReadAsync(answer);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal($"urn:htpasswd:{name}", problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("GET", "me")]
    [InlineData("GET", "second-factor")]
    [InlineData("GET", "second-factor/enrolment")]
    [InlineData("GET", "app-passwords")]
    [InlineData("POST", "second-factor")]
    [InlineData("POST", "second-factor/enrolment")]
    [InlineData("DELETE", "second-factor/enrolment")]
    [InlineData("POST", "second-factor/enrolment/confirm")]
    [InlineData("POST", "recovery-codes")]
    [InlineData("POST", "app-passwords")]
    [InlineData("DELETE", "app-passwords/0123456789abcdef")]
    [InlineData("POST", "sign-out")]
    public async Task Every_endpoint_asks_for_the_password(string method, string path)
    {
        foreach (bool withGate in new[] { false, true })
        {
            await using var site = new FactorSite(SecondFactorMode.Required, withGate: withGate);
            FactorClient alice = await site.ProvedAsync();
            alice.Authorization = null;

            HttpResponseMessage answer = await alice.SendAsync(new HttpMethod(method), $"/account/{path}", content: null);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Single(answer.Headers.WwwAuthenticate);
        }
    }

    [Theory]
    [InlineData("DELETE", "second-factor/enrolment")]
    [InlineData("POST", "recovery-codes")]
    [InlineData("GET", "app-passwords")]
    [InlineData("POST", "app-passwords")]
    [InlineData("DELETE", "app-passwords/0123456789abcdef")]
    public async Task What_changes_the_factor_asks_for_it_in_every_mode(string method, string path)
    {
        foreach (SecondFactorMode mode in new[] { SecondFactorMode.Required, SecondFactorMode.WhenEnrolled, SecondFactorMode.StepUp })
        {
            await using var site = new FactorSite(mode);

            foreach ((string user, string name) in new[] { ("alice", "second-factor-required"), ("carol", "enrolment-required") })
            {
                HttpResponseMessage answer = await site.Client(user).SendAsync(new HttpMethod(method), $"/account/{path}", content: null);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                Assert.Equal($"urn:htpasswd:{name}", (await FactorClient.ReadAsync(answer)).GetProperty("type").GetString());
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Site_without_a_second_factor_says_so(int which)
    {
        await using var site = new FactorSite(SecondFactorMode.None);

        HttpResponseMessage answer = which == 0 ? await site.Client().GetAsync("/account/second-factor") : await site.Client().PostAsync("/account/second-factor");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("urn:htpasswd:no-second-factor", (await FactorClient.ReadAsync(answer)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/inner"));
    }

    [Fact]
    public async Task App_passwords_are_listed_with_their_scope_and_last_use()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();
        HttpResponseMessage made = await alice.PostAsync("/account/app-passwords", """{"name":"Büro & <b>","paths":["/inner"],"methods":["get","HEAD"],"days":30}""");
        JsonElement one = await FactorClient.ReadAsync(made);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("no-store", made.Headers.CacheControl!.ToString());
        await site.Client(password: one.GetProperty("password").GetString()!).StatusAsync("/inner");

        JsonElement listed = default;
        await Eventually.IsTrueAsync(
            async () => (listed = (await FactorClient.ReadAsync(await alice.GetAsync("/account/app-passwords")))[0]).TryGetProperty("lastUsed", out _), "the use");

        Assert.Equal(["id", "name", "created", "expires", "lastUsed", "paths", "methods"], listed.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Büro & <b>", listed.GetProperty("name").GetString());
        Assert.Equal(["GET", "HEAD"], listed.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!));
        Assert.Equal(TimeSpan.FromDays(30), listed.GetProperty("expires").GetDateTimeOffset() - listed.GetProperty("created").GetDateTimeOffset());
        Assert.Equal(one.GetProperty("id").GetString(), listed.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("0123456789abcdef")]
    [InlineData("..")]
    [InlineData("%2e%2e")]
    [InlineData("*")]
    public async Task Unknown_app_password_is_not_found(string id)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.ProvedAsync();

        HttpResponseMessage answer = await alice.PostAsync($"/account/app-passwords/{id}", method: HttpMethod.Delete);

        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{answer.StatusCode}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("account")]
    [InlineData("//account")]
    [InlineData("/")]
    public async Task Prefix_that_is_no_path_of_the_site_is_refused_at_start(string prefix)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        await site.Site.StartAsync();

        Assert.Throws<ArgumentException>(() => Microsoft.AspNetCore.Builder.HtpasswdApiExtensions.MapHtpasswdApi(site.Site.App, prefix));
    }

    private static string Describe(JsonElement me) =>
        $"{me.GetProperty("user").GetString()} {me.GetProperty("realm").GetString()} {me.GetProperty("enrolled").GetBoolean()} {me.GetProperty("secondFactor").GetBoolean()}";

    private static void Prepare(string directory, string what)
    {
        int failures = what == "blocked" ? OtpFailures.Cap : 0;
        AccountKeeping.ChangeState(AccountKeeping.In(directory), "alice", state =>
            state with { Failures = new OtpFailures(failures, new FakeTimeProvider().GetUtcNow()) });
    }
}
