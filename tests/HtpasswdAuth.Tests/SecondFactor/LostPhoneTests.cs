using System.Net;
using System.Text.Json;

namespace HtpasswdAuth.Tests;

/// <summary>Somebody whose phone is gone gets in with what was written down, and sets up another one alone.</summary>
public sealed class LostPhoneTests
{
    private const string Code = "ABCD-EFGH-IJKL-MNOP";
    private const string OtherCode = "QRST-UVWX-YZ23-4567";

    [Fact]
    public async Task Recovery_code_replaces_the_phone()
    {
        await using FactorSite site = Site();
        FactorClient alice = site.Client();

        HttpResponseMessage begun = await alice.PostAsync("/account/second-factor/enrolment", $$"""{"recoveryCode":"{{Code}}"}""");
        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        JsonElement start = JsonDocument.Parse(await begun.Content.ReadAsStringAsync()).RootElement;
        Assert.True(Base32.TryDecode(start.GetProperty("secret").GetString(), out byte[]? secret));
        HttpResponseMessage confirmed = await alice.PostAsync(
            "/account/second-factor/enrolment/confirm", $$"""{"token":"{{start.GetProperty("token").GetString()}}","code":"{{site.Code(secret)}}"}""");

        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await alice.GetAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret, stepsLater: 1)));
    }

    [Fact]
    public async Task Recovery_code_takes_the_phone_back()
    {
        await using FactorSite site = Site();
        FactorClient alice = site.Client();
        await alice.PostAsync("/account/second-factor", $$"""{"recoveryCode":"{{Code}}"}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await RemoveAsync(alice, Code));
        Assert.Equal(HttpStatusCode.NoContent, await RemoveAsync(alice, OtherCode));
        Assert.False((await site.Client().GetMeAsync()).GetProperty("enrolled").GetBoolean());
    }

    [Fact]
    public async Task Form_asks_for_a_recovery_code_and_says_what_is_wrong_with_it()
    {
        await using FactorSite site = Site();
        FactorClient alice = site.Client();

        string form = await (await alice.NavigateAsync("/account/second-factor/enrolment?recovery")).Content.ReadAsStringAsync();
        HttpResponseMessage refused = await FactorForm.SendAsync(alice, "/account/second-factor/enrolment", ("recovery_code", "AAAA-AAAA-AAAA-AAAA"));
        string page = await refused.Content.ReadAsStringAsync();

        Assert.Contains("name=\"recovery_code\"", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("That recovery code is not right.", page, StringComparison.Ordinal);
        Assert.Contains("name=\"recovery_code\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("clock", page, StringComparison.Ordinal);
    }

    private static FactorSite Site() => new(SecondFactorMode.Required, files: directory =>
    {
        OtpFiles files = OtpFiles.Beside(Path.Combine(directory, "users.htpasswd"));
        var keys = OtpKeyRing.Load(files.Keys);
        AccountKeeping.ChangeUser(AccountKeeping.In(directory), "alice", held => held with { Enrolment = held.Enrolment!.WithRecoveryCodes([Code, OtherCode], keys) });
    });

    private static async Task<HttpStatusCode> RemoveAsync(FactorClient client, string code) =>
        (await client.PostAsync("/account/second-factor/enrolment", $$"""{"recoveryCode":"{{code}}"}""", HttpMethod.Delete)).StatusCode;
}
