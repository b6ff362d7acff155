using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>
/// While the stores are away passwords are checked against what was read last; what has to be written is answered 503 and says when to come
/// back. An outage is never told as something wrong with what was sent.
/// </summary>
public sealed class SharedOutageTests
{
    [Fact]
    public async Task Passwords_and_sessions_go_on()
    {
        await using var fleet = new FleetNodes();
        FactorClient alice = await fleet.First.SignedInAsync();

        fleet.Database.IsAway = true;

        Assert.Equal(HttpStatusCode.OK, await fleet.First.Client("carol").StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await fleet.First.Client("carol", "wrong").StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await fleet.AtSecond(alice).StatusAsync());
    }

    [Fact]
    public async Task Codes_are_unavailable_however_they_come_and_count_for_nothing()
    {
        await using var fleet = new FleetNodes();
        FactorClient alice = fleet.First.Client();
        await alice.GetMeAsync();
        string[] recovery = RecoveryCodes.Generate();
        var keys = OtpKeyRing.Load(fleet.First.Files.Keys);
        fleet.Database.Secrets.TryFind("alice", out OtpUser? held);
        fleet.Database.Secrets = fleet.Database.Secrets.With(held! with { Enrolment = held.Enrolment!.WithRecoveryCodes(recovery, keys) });
        fleet.Database.IsAway = true;
        string code = fleet.First.Code(FactorSite.AliceSecret);

        await UnavailableAsync(alice.PostAsync("/account/second-factor", $$"""{"code":"{{code}}"}"""));
        await UnavailableAsync(alice.PostAsync("/account/second-factor", $$"""{"recoveryCode":"{{recovery[0]}}"}"""));
        await UnavailableAsync(alice.FormAsync("/account/second-factor", ("code", code)));
        await UnavailableAsync(alice.GetAsync("/", request => request.Headers.Add(FactorClient.CodeHeader, code)));

        fleet.Database.IsAway = false;
        Assert.Equal(0, fleet.Database.States.Find("alice").Failures.Count);
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(code));
    }

    [Fact]
    public async Task Enrolment_recovery_codes_and_app_passwords_are_unavailable()
    {
        await using var fleet = new FleetNodes();
        FactorClient alice = await fleet.First.ProvedAsync();
        FactorClient carol = fleet.First.Client("carol");
        JsonElement view = await FactorClient.ReadAsync(await carol.PostAsync("/account/second-factor/enrolment"));
        string secret = view.GetProperty("uri").GetString()!.Split("secret=")[1].Split('&')[0];
        Assert.True(Base32.TryDecode(secret, out byte[]? bytes));
        fleet.Database.IsAway = true;

        string confirm = JsonSerializer.Serialize(new Dictionary<string, string> { ["token"] = view.GetProperty("token").GetString()!, ["code"] = fleet.First.Code(bytes) });
        await UnavailableAsync(carol.PostAsync("/account/second-factor/enrolment/confirm", confirm));
        await UnavailableAsync(alice.PostAsync("/account/second-factor/enrolment", method: HttpMethod.Delete));
        await UnavailableAsync(alice.PostAsync("/account/recovery-codes"));
        await UnavailableAsync(alice.FormAsync("/account/recovery-codes"));
        await UnavailableAsync(alice.PostAsync("/account/app-passwords", """{"name":"one"}"""));
        await UnavailableAsync(alice.PostAsync("/account/app-passwords/none", method: HttpMethod.Delete));
        await UnavailableAsync(alice.PostAsync("/account/sign-out"));

        Assert.False(fleet.Database.Secrets.TryFind("carol", out _));
    }

    /// <summary>The user may have enrolled on another node since, or made an app password there.</summary>
    [Theory]
    [InlineData(SecondFactorMode.Required)]
    [InlineData(SecondFactorMode.WhenEnrolled)]
    public async Task Nobody_is_told_that_no_second_factor_is_set_up(SecondFactorMode mode)
    {
        await using var fleet = new FleetNodes(mode);
        FactorClient carol = fleet.First.Client("carol");
        await carol.GetMeAsync();
        Assert.Equal(HttpStatusCode.Conflict, (await carol.PostAsync("/account/second-factor", """{"code":"123456"}""")).StatusCode);
        fleet.Database.IsAway = true;

        await UnavailableAsync(carol.PostAsync("/account/second-factor", """{"code":"123456"}"""));
        await UnavailableAsync(carol.PostAsync("/account/second-factor", """{"recoveryCode":"aaaa-bbbb-cccc-dddd"}"""));
        await UnavailableAsync(carol.FormAsync("/account/second-factor", ("code", "123456")));
        await UnavailableAsync(carol.NavigateAsync("/account/second-factor"));
        await UnavailableAsync(carol.PostAsync("/account/second-factor/enrolment"));
        await UnavailableAsync(fleet.First.Client("carol", AppPassword.Prefix + new string('a', 26)).GetAsync());
        if (mode == SecondFactorMode.Required)
        {
            await UnavailableAsync(carol.GetAsync());
            await UnavailableAsync(carol.NavigateAsync());
            await UnavailableAsync(carol.GetAsync("/", request => request.Headers.Add(FactorClient.CodeHeader, "123456")));
        }
        else
        {
            Assert.Equal(HttpStatusCode.OK, await carol.StatusAsync());
        }

        Assert.DoesNotContain(fleet.Database.Attempts.All, count => count.Debt > TimeSpan.Zero);
    }

    [Fact]
    public async Task Session_of_an_enrolment_that_this_node_may_not_know_yet_keeps_its_cookie()
    {
        await using var fleet = new FleetNodes();
        FactorClient alice = await fleet.First.SignedInAsync();
        OtpSecretsFile known = fleet.Database.Secrets;
        known.TryFind("alice", out OtpUser? held);
        fleet.Database.Secrets = known.With(held! with { Enrolment = held.Enrolment! with { Id = OtpEnrolment.NewId() } });
        fleet.Database.IsAway = true;

        HttpResponseMessage answer = await alice.GetAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        fleet.Database.Secrets = known;
        fleet.Database.IsAway = false;
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync());
    }

    [Fact]
    public async Task Password_change_is_unavailable_to_programs_and_people_and_the_old_one_stays()
    {
        await using var fleet = new FleetNodes(SecondFactorMode.None, Quick);
        FactorClient carol = fleet.First.Client("carol");
        await carol.GetMeAsync();
        fleet.Database.IsAway = true;

        await UnavailableAsync(PasswordVisitor.SendAsync(carol));
        await UnavailableAsync(PasswordVisitor.SendFormAsync(PasswordVisitor.Nobody(fleet.First), PasswordVisitor.Fields("carol")));

        Assert.Equal(HttpStatusCode.OK, await fleet.First.Client("carol").StatusAsync());
        fleet.Database.IsAway = false;
        Assert.Equal(HttpStatusCode.NoContent, (await PasswordVisitor.SendAsync(carol)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await fleet.Second.Client("carol", PasswordVisitor.New).StatusAsync());
    }

    [Fact]
    public async Task After_the_limit_everybody_is_answered_503_and_nobody_401()
    {
        await using var fleet = new FleetNodes(SecondFactorMode.WhenEnrolled, options => options.SignInForm.Enabled = true);
        FactorClient alice = await fleet.First.SignedInAsync();
        FactorClient browser = await FormSite.SignedInAsync(fleet.First, "carol");
        fleet.Database.IsAway = true;
        fleet.Time.Advance(SharedDatabase.StaleLimit);

        await UnavailableAsync(alice.GetAsync());
        await UnavailableAsync(browser.GetAsync());
        await UnavailableAsync(browser.NavigateAsync());
        await UnavailableAsync(fleet.First.Client("carol").GetAsync());
        await UnavailableAsync(fleet.First.Client("carol", "wrong").GetAsync());
        await UnavailableAsync(fleet.First.Client("mallory").NavigateAsync());
        await UnavailableAsync(new FactorClient(fleet.First, authorization: null).GetAsync());
        await UnavailableAsync(FormSite.PostJsonAsync(FormSite.Browser(fleet.First), "carol", "wrong"));
        await UnavailableAsync(PasswordVisitor.SendAsync(PasswordVisitor.Nobody(fleet.First), "carol"));

        fleet.Database.IsAway = false;
        Assert.Equal(HttpStatusCode.OK, await fleet.First.Client("carol").StatusAsync());
        Assert.DoesNotContain(fleet.Database.Attempts.All, count => count.Debt > TimeSpan.Zero);
    }

    private static void Quick(HtpasswdOptions options)
    {
        options.HashLimits = options.HashLimits with { MinBcryptCost = 4 };
        options.PasswordChange.Cost = 4;
    }

    private static async Task UnavailableAsync(Task<HttpResponseMessage> asked)
    {
        HttpResponseMessage answer = await asked;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, $"No Retry-After from {answer.RequestMessage!.RequestUri}.");
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }
}
