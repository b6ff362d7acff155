using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>Programs that send the code in a header.</summary>
public sealed class HeaderCodeTests
{
    public static TheoryData<SecondFactorMode, bool> AllModes => new MatrixTheoryData<SecondFactorMode, bool>(
        [SecondFactorMode.Required, SecondFactorMode.WhenEnrolled, SecondFactorMode.StepUp], [false, true]);

    [Theory]
    [MemberData(nameof(AllModes))]
    public async Task Code_in_the_header_opens_and_its_answer_carries_the_cookie_for_what_follows(SecondFactorMode mode, bool withGate)
    {
        await using var site = new FactorSite(mode, withGate: withGate);
        FactorClient alice = site.Client();

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/step-up", site.Code(FactorSite.AliceSecret)));

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/step-up"));
        Assert.Equal(HttpStatusCode.Forbidden, await site.Client().StatusAsync("/step-up"));
        Assert.Equal(2, site.Reached);
    }

    [Theory]
    [MemberData(nameof(AllModes))]
    public async Task Account_endpoints_spend_the_code_themselves(SecondFactorMode mode, bool withGate)
    {
        await using var site = new FactorSite(mode, withGate: withGate);

        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/account/app-passwords", site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.Forbidden, await site.Client().StatusAsync("/account/app-passwords", site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/account/me", site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/inner", site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Wrong_code_is_403_and_never_asks_for_the_password()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        foreach (string code in new[] { site.WrongCode(FactorSite.AliceSecret), "abc", "12345", "1234567", "123456,123456", new string('1', 5000) })
        {
            HttpResponseMessage answer = await site.Client().GetAsync("/inner", request => request.Headers.TryAddWithoutValidation(FactorClient.CodeHeader, code));

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Empty(answer.Headers.WwwAuthenticate);
            Assert.Equal("urn:htpasswd:code-wrong", (await FactorClient.ReadAsync(answer)).GetProperty("type").GetString());
            site.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(6, site.State("alice").Failures.Count);
        Assert.Equal(0, site.Reached);
    }

    [Fact]
    public async Task Wrong_code_is_refused_too_where_the_password_would_be_enough()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp);

        Assert.Equal(HttpStatusCode.Forbidden, await site.Client().StatusAsync("/inner", site.WrongCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/inner"));

        // By now the password is remembered.
        site.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.Forbidden, await site.Client().StatusAsync("/inner", site.WrongCode(FactorSite.AliceSecret)));
        Assert.Equal(1, site.Reached);
    }

    [Fact]
    public async Task Header_twice_is_one_wrong_code()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string code = site.Code(FactorSite.AliceSecret);

        HttpResponseMessage answer = await site.Client().GetAsync("/inner", request => request.Headers.Add(FactorClient.CodeHeader, [code, code]));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(1, site.State("alice").Failures.Count);
    }

    [Fact]
    public async Task Code_of_another_user_is_wrong()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        Assert.Equal(HttpStatusCode.Forbidden, await site.Client().StatusAsync("/inner", site.Code(FactorSite.BobSecret)));
        Assert.Equal(HttpStatusCode.OK, await site.Client("bob").StatusAsync("/inner", site.Code(FactorSite.BobSecret)));
    }

    [Theory]
    [InlineData(SecondFactorMode.Required, HttpStatusCode.Forbidden)]
    [InlineData(SecondFactorMode.WhenEnrolled, HttpStatusCode.OK)]
    [InlineData(SecondFactorMode.StepUp, HttpStatusCode.OK)]
    public async Task Code_of_somebody_not_enrolled_proves_nothing(SecondFactorMode mode, HttpStatusCode inner)
    {
        await using var site = new FactorSite(mode);

        Assert.Equal(inner, await site.Client("carol").StatusAsync("/inner", "123456"));
        Assert.Equal(HttpStatusCode.Forbidden, await site.Client("carol").StatusAsync("/step-up", "123456"));
    }

    [Fact]
    public async Task Session_spares_the_code_and_does_not_spend_it()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string next = site.NextCode(FactorSite.AliceSecret);

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner", next));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner", "000000"));
        Assert.Equal(0, site.State("alice").Failures.Count);
        Assert.Equal(HttpStatusCode.OK, await site.Client().StatusAsync("/inner", next));
    }

    [Fact]
    public async Task Request_to_an_account_endpoint_with_a_wrong_password_is_told_of_once()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);

        await site.Client(password: "wrong").GetAsync("/account/me");

        Assert.Single(site.Logs.Entries, entry => entry.Message.Contains("auth_basic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Codes_and_secrets_are_in_no_log()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string[] recovery = await site.GiveRecoveryCodesAsync("alice");
        string code = site.Code(FactorSite.AliceSecret);
        string wrong = site.WrongCode(FactorSite.AliceSecret);

        FactorClient alice = site.Client();
        await alice.GiveCodeAsync(code);
        await site.Client().GiveCodeAsync(wrong);
        await site.Client().StatusAsync("/inner", wrong);
        site.Time.Advance(TimeSpan.FromMinutes(1));
        await site.Client().GiveRecoveryCodeAsync(recovery[0]);
        JsonElement started = await FactorClient.ReadAsync(await site.Client("carol").PostAsync("/account/second-factor/enrolment"));

        string[] secrets =
        [
            code, wrong, recovery[0], alice.Cookies[FactorClient.SessionCookie], started.GetProperty("secret").GetString()!,
            started.GetProperty("token").GetString()!, Base32.Encode(FactorSite.AliceSecret), TestSite.Password,
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, site.Logs.Everything, StringComparison.OrdinalIgnoreCase));
    }
}
