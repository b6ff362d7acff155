using System.Net;

namespace HtpasswdAuth.Tests;

/// <summary>What the claims tell of how somebody proved who they are.</summary>
public sealed class ClaimsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Password_alone_is_one_factor(bool withGate)
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp, withGate: withGate);

        Assert.Equal(["nameidentifier=alice", "name=alice", "amr=pwd"], await ClaimsAsync(site.Client()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recovery_code_says_so_and_is_a_second_factor(bool withGate)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, withGate: withGate);
        string[] codes = await site.GiveRecoveryCodesAsync("alice");
        FactorClient alice = site.Client();

        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveRecoveryCodeAsync(codes[3]));

        string[] claims = await ClaimsAsync(alice);
        Assert.Equal(
            ["nameidentifier=alice", "name=alice", "amr=pwd", "amr=rc", "amr=mfa", $"auth_time={site.Time.GetUtcNow().ToUnixTimeSeconds()}"], claims);
    }

    [Fact]
    public async Task Auth_time_is_that_of_the_code_and_not_of_the_last_request()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string[] first = await ClaimsAsync(alice);

        site.Time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(first, await ClaimsAsync(alice));
        site.Time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(first, await ClaimsAsync(alice));

        await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret));
        string[] later = await ClaimsAsync(alice);
        Assert.Equal($"auth_time={site.Time.GetUtcNow().ToUnixTimeSeconds()}", later[^1]);
        Assert.NotEqual(first[^1], later[^1]);
    }

    [Fact]
    public async Task Claims_of_one_user_never_come_with_another()
    {
        await using var site = new FactorSite(SecondFactorMode.StepUp);
        FactorClient alice = await site.SignedInAsync();

        await ClaimsAsync(alice);

        Assert.Equal(["nameidentifier=bob", "name=bob", "amr=pwd"], await ClaimsAsync(site.Client("bob")));
        Assert.Equal(["nameidentifier=alice", "name=alice", "amr=pwd"], await ClaimsAsync(site.Client()));
    }

    private static async Task<string[]> ClaimsAsync(FactorClient client) => (await (await client.GetAsync()).Content.ReadAsStringAsync()).Split('\n');
}
