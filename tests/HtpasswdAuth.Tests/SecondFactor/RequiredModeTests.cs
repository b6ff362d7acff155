using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>Everybody must give a code: nothing is reached before.</summary>
public sealed class RequiredModeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Code_opens_the_site_until_it_is_asked_for_again(bool withGate)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, withGate: withGate);
        FactorClient alice = site.Client();

        Assert.Equal(HttpStatusCode.Forbidden, (await alice.GetAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        HttpResponseMessage answer = await alice.GetAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        string[] claims = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal(
            ["nameidentifier=alice", "name=alice", "amr=pwd", "amr=otp", "amr=mfa", $"auth_time={site.Time.GetUtcNow().ToUnixTimeSeconds()}"], claims);
        site.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Forbidden, (await alice.GetAsync()).StatusCode);
    }
}
