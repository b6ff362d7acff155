using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Every kind of cookie and token that was good once, when it is sent by another user, withdrawn, used, or older than what its account has
/// now. None of them counts.
/// </summary>
public sealed class TokenStandingTests
{
    private const string NewPassword = "another one";

    public static TheoryData<string, string> Cells { get; } = new()
    {
        { "session", "password changed" }, { "session", "signed out" }, { "session", "revoked" }, { "session", "revoked for everybody" },
        { "2fa", "another user" }, { "2fa", "password changed" }, { "2fa", "signed out" }, { "2fa", "revoked" }, { "2fa", "revoked for everybody" },
        { "2fa", "removed" }, { "2fa", "enrolled anew" },
        { "device", "another user" }, { "device", "password changed" }, { "device", "revoked" }, { "device", "revoked for everybody" },
        { "device", "removed" }, { "device", "enrolled anew" }, { "device", "old" },
        { "enrolment", "another user" }, { "enrolment", "password changed" }, { "enrolment", "removed" }, { "enrolment", "enrolled anew" },
        { "enrolment", "used" }, { "enrolment", "old" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Good_one_counts_until(string kind, string what)
    {
        await using FactorSite site = FormSite.Create(SecondFactorMode.Required);
        FactorClient alice = await FormSite.SignedInAsync(site);
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        JsonElement begun = await FactorClient.ReadAsync(await site.Client().PostAsync(
            "/account/second-factor/enrolment", $$"""{"code":"{{site.NextCode(FactorSite.AliceSecret)}}"}"""));
        var held = new Held(site, alice, begun);
        if (what is not "used")
        {
            Assert.True(await held.CountsAsync(kind));
        }

        await held.ChangeAsync(kind, what);

        Assert.False(await held.CountsAsync(kind, what));
    }

    /// <summary>A browser of alice that is signed in by the form and by code, and an enrolment that she began.</summary>
    private sealed class Held(FactorSite site, FactorClient alice, JsonElement begun)
    {
        private readonly Dictionary<string, string> _cookies = new(alice.Cookies);

        public async Task<bool> CountsAsync(string kind, string what = "")
        {
            string password = what == "password changed" ? NewPassword : TestSite.Password;
            FactorClient client = kind == "session" ? FormSite.Browser(site) : site.Client(what == "another user" ? "bob" : "alice", password);
            switch (kind)
            {
                case "session":
                    client.Cookies[FormSite.Cookie] = _cookies[FormSite.Cookie];
                    return await client.StatusAsync("/inner") != HttpStatusCode.Unauthorized;
                case "2fa":
                    client.Cookies[FactorClient.SessionCookie] = _cookies[FactorClient.SessionCookie];
                    return await client.StatusAsync("/inner") == HttpStatusCode.OK;
                case "device":
                    string user = what == "another user" ? "bob" : "alice";
                    return (await site.GetFactorAsync()).SourceOf(new Microsoft.AspNetCore.Http.DefaultHttpContext
                    {
                        Request = { Scheme = "https", Headers = { Cookie = $"{FactorClient.DeviceCookie}={_cookies[FactorClient.DeviceCookie]}" } },
                    }, user).Device is not null;
                default:
                    // A wrong code, so that it is not used up by asking.
                    return await ConfirmAsync(client, "000000") == HttpStatusCode.UnprocessableEntity;
            }
        }

        public async Task ChangeAsync(string kind, string what)
        {
            switch (what)
            {
                case "password changed":
                    await File.WriteAllTextAsync(site.Site.UserFile, $"alice:{TestSite.Sha(NewPassword)}\nbob:{FactorSite.Hash}\n");
                    await site.FollowAsync(async () => await site.Client(password: NewPassword).StatusAsync() == HttpStatusCode.Forbidden, "the new password");
                    break;
                case "signed out":
                    Assert.Equal(HttpStatusCode.NoContent, (await alice.PostAsync("/account/sign-out")).StatusCode);
                    break;
                case "revoked":
                    await RevokeAsync("alice");
                    break;
                case "revoked for everybody":
                    await RevokeAsync(OtpStateFile.Everyone);
                    break;
                case "removed":
                    site.ChangeUser("alice", user => user with { Enrolment = null });
                    await site.FollowAsync(async () => (await site.GetFactorAsync()).Site.FindEnrolment("alice") is null, "the enrolment to go");
                    break;
                case "enrolled anew":
                    string id = (await site.GetFactorAsync()).Site.FindEnrolment("alice")!.Id;
                    site.Enrol("alice", FactorSite.AliceSecret);
                    await site.FollowAsync(async () => (await site.GetFactorAsync()).Site.FindEnrolment("alice")!.Id != id, "the new enrolment");
                    break;
                case "used":
                    Assert.True(Base32.TryDecode(begun.GetProperty("secret").GetString(), out byte[]? secret));
                    Assert.Equal(HttpStatusCode.OK, await ConfirmAsync(site.Client(), site.Code(secret)));
                    break;
                case "old":
                    site.Time.Advance(kind == "device" ? TimeSpan.FromDays(180) : TimeSpan.FromMinutes(10));
                    break;
            }
        }

        private async Task<HttpStatusCode> ConfirmAsync(FactorClient client, string code) => (await client.PostAsync(
            "/account/second-factor/enrolment/confirm", $$"""{"token":"{{begun.GetProperty("token").GetString()}}","code":"{{code}}"}""")).StatusCode;

        private async Task RevokeAsync(string user)
        {
            site.ChangeState(user, state => state.WithSessionsRevoked());
            await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Unauthorized, "the end of the sessions");
        }
    }
}
