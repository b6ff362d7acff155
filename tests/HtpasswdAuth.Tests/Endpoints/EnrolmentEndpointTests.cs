using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>Setting up a factor, replacing it, and taking it back.</summary>
public sealed class EnrolmentEndpointTests
{
    private const string Enrolment = "/account/second-factor/enrolment";

    [Fact]
    public async Task First_code_enrols_signs_in_and_shows_recovery_codes_once()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");

        (JsonElement view, byte[] secret) = await BeginAsync(carol);
        Assert.Equal(20, secret.Length);
        Assert.StartsWith("otpauth://totp/Restricted:carol?", view.GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(site.Time.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds(), view.GetProperty("expires").GetDateTimeOffset().ToUnixTimeSeconds());
        JsonElement confirmed = await FactorClient.ReadAsync(await ConfirmAsync(carol, view, site.Code(secret)));
        string[] recovery = [.. confirmed.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)];

        Assert.Equal(HttpStatusCode.OK, await carol.StatusAsync("/inner"));
        Assert.Equal(RecoveryCodes.Count, recovery.Distinct().Count());
        Assert.All(recovery, code => Assert.Matches("^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$", code));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client("carol").GiveRecoveryCodeAsync(recovery[9]));
        string kept = System.Text.Encoding.UTF8.GetString(site.Secrets.ToArray());
        Assert.DoesNotContain(recovery[0], kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Base32.Encode(secret), kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_confirmed_is_spent()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");
        (JsonElement view, byte[] secret) = await BeginAsync(carol);
        string code = site.Code(secret);
        await ConfirmAsync(carol, view, code);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client("carol").GiveCodeAsync(code));
        Assert.Equal(HttpStatusCode.Forbidden, await site.Client("carol").StatusAsync("/inner", code));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client("carol").GiveCodeAsync(site.NextCode(secret)));
    }

    [Fact]
    public async Task Confirming_twice_is_over_and_many_at_once_is_one()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");
        (JsonElement view, byte[] secret) = await BeginAsync(carol);
        string code = site.Code(secret);

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () => (await ConfirmAsync(site.Client("carol"), view, code)).StatusCode)));

        Assert.Equal(1, answers.Count(answer => answer == HttpStatusCode.OK));
        Assert.All(answers, answer => Assert.True(answer is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict));
        HttpResponseMessage again = await ConfirmAsync(site.Client("carol"), view, site.NextCode(secret));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("urn:htpasswd:enrolment-stale", (await FactorClient.ReadAsync(again)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await site.Client("carol").GiveCodeAsync(site.Code(secret)));
    }

    [Fact]
    public async Task Second_of_two_windows_comes_too_late()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");
        (JsonElement one, byte[] oneSecret) = await BeginAsync(carol);
        (JsonElement two, byte[] twoSecret) = await BeginAsync(carol);
        Assert.NotEqual(oneSecret, twoSecret);

        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(carol, two, site.Code(twoSecret))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await ConfirmAsync(carol, one, site.Code(oneSecret))).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, await carol.GiveCodeAsync(site.NextCode(twoSecret)));
    }

    [Fact]
    public async Task Token_is_its_users_and_lasts_ten_minutes()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        (JsonElement view, byte[] secret) = await BeginAsync(site.Client("carol"));

        Assert.Equal(HttpStatusCode.Conflict, (await ConfirmAsync(site.Client("bob"), view, site.Code(secret))).StatusCode);
        site.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ConfirmAsync(site.Client("carol"), view, "000000")).StatusCode);
        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Conflict, (await ConfirmAsync(site.Client("carol"), view, site.Code(secret))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await site.Client("carol").StatusAsync("/inner"));
    }

    [Fact]
    public async Task Tampered_token_is_over()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");
        (JsonElement view, byte[] secret) = await BeginAsync(carol);
        string token = view.GetProperty("token").GetString()!;
        TokenCipher<PendingEnrolment> format = site.Protect().Create(new PendingEnrolmentFormat());
        Assert.True(format.TryUnprotect(token, out _, out _));

        for (int position = 0; position < token.Length; position++)
        {
            string changed = token[..position] + (token[position] == 'A' ? 'B' : 'A') + token[(position + 1)..];
            Assert.False(format.TryUnprotect(changed, out _, out _), $"{position}");
            Assert.False(format.TryUnprotect(token[..position], out _, out _));
        }

        foreach (string? broken in new[] { null, "", "x", token + token, new string('A', 5000), token[1..] })
        {
            string json = JsonSerializer.Serialize(new Dictionary<string, string?> { ["token"] = broken, ["code"] = site.Code(secret) });
            Assert.Equal(HttpStatusCode.Conflict, (await carol.PostAsync($"{Enrolment}/confirm", json)).StatusCode);
        }
    }

    [Fact]
    public async Task Wrong_first_codes_count_and_wait()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient carol = site.Client("carol");
        (JsonElement view, byte[] secret) = await BeginAsync(carol);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ConfirmAsync(carol, view, site.WrongCode(secret))).StatusCode);
        HttpResponseMessage soon = await ConfirmAsync(carol, view, site.Code(secret));

        Assert.Equal(HttpStatusCode.TooManyRequests, soon.StatusCode);
        Assert.Equal("1", soon.Headers.RetryAfter!.ToString());
        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(carol, view, site.Code(secret))).StatusCode);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"code":"000000"}""")]
    [InlineData("""{"ticket":"AAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    public async Task Replacing_a_factor_needs_a_fresh_code_of_the_old_one_even_with_a_session(string json)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        HttpResponseMessage answer = await alice.PostAsync(Enrolment, json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaced_factor_ends_its_sessions_and_its_codes()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string[] recovery = await site.GiveRecoveryCodesAsync("alice");
        FactorClient other = await site.SignedInAsync();
        FactorClient alice = site.Client();
        (JsonElement view, byte[] secret) = await BeginAsync(alice, $$"""{"code":"{{site.NextCode(FactorSite.AliceSecret)}}"}""");
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync("/inner"));

        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(alice, view, site.Code(secret))).StatusCode);

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Forbidden, await other.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveRecoveryCodeAsync(recovery[0]));
    }

    [Fact]
    public async Task Taking_a_factor_back_needs_session_and_fresh_code()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await alice.PostAsync(Enrolment, """{"code":"000000"}""", HttpMethod.Delete)).StatusCode);
        site.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Forbidden, (await site.Client().PostAsync(Enrolment, $$"""{"code":"{{site.Code(FactorSite.AliceSecret)}}"}""", HttpMethod.Delete)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await alice.PostAsync(Enrolment, $$"""{"code":"{{site.Code(FactorSite.AliceSecret)}}"}""", HttpMethod.Delete)).StatusCode);

        Assert.DoesNotContain(FactorClient.SessionCookie, alice.Cookies.Keys);
        HttpResponseMessage after = await alice.GetAsync("/inner");
        Assert.Equal("urn:htpasswd:enrolment-required", (await FactorClient.ReadAsync(after)).GetProperty("type").GetString());
    }

    private static async Task<(JsonElement View, byte[] Secret)> BeginAsync(FactorClient client, string json = "{}")
    {
        HttpResponseMessage answer = await client.PostAsync(Enrolment, json);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        JsonElement view = await FactorClient.ReadAsync(answer);
        Assert.True(Base32.TryDecode(view.GetProperty("secret").GetString(), out byte[]? secret));
        return (view, secret);
    }

    private static Task<HttpResponseMessage> ConfirmAsync(FactorClient client, JsonElement view, string code) =>
        client.PostAsync($"{Enrolment}/confirm", $$"""{"token":"{{view.GetProperty("token").GetString()}}","code":"{{code}}"}""");
}
