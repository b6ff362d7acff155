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
        Assert.Empty(fleet.Database.Attempts.All);
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
