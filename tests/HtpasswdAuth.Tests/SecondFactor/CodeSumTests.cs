using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>How many codes can be guessed at all, whatever a guesser does who knows the password, and which ways the owner has left.</summary>
public sealed class CodeSumTests
{
    private const string NoRecoveryCode = "AAAA-AAAA-AAAA-AAAA";

    [Fact]
    public async Task Hundred_wrong_codes_and_one_a_day_are_all_from_unknown_browsers()
    {
        await using FactorSite site = new(SecondFactorMode.Required);

        Assert.Equal(OtpFailures.Cap, await GuessAsync(site));
        site.Time.Advance(OtpFailures.GiveBack - OtpFailures.LongestPause);
        Assert.Equal(1, await GuessAsync(site));
        site.Time.Advance(OtpFailures.GiveBack * 3);
        Assert.Equal(3, await GuessAsync(site));
    }

    [Fact]
    public async Task Right_code_gives_none_back()
    {
        await using FactorSite site = WithFailures(OtpFailures.Cap - 1);

        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));

        Assert.Equal(1, await GuessAsync(site));
    }

    [Fact]
    public async Task Known_browser_goes_on_at_the_cap_and_an_unknown_one_does_not()
    {
        await using FactorSite site = new(SecondFactorMode.Required);
        FactorClient known = await site.SignedInAsync();
        await GuessAsync(site);

        Assert.Equal(HttpStatusCode.TooManyRequests, await site.Client().GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.NoContent, await known.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Theory]
    [InlineData("recovery code")]
    [InlineData("administrator")]
    [InlineData("new password")]
    public async Task All_are_given_back_by(string what)
    {
        await using FactorSite site = WithFailures(OtpFailures.Cap - 1);
        Assert.Equal(1, await GuessAsync(site));
        FactorClient alice = site.Client();
        Assert.Equal(HttpStatusCode.TooManyRequests, await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));

        switch (what)
        {
            case "recovery code":
                string[] codes = await site.GiveRecoveryCodesAsync("alice");
                Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(codes[0]));
                break;
            case "administrator":
                site.ChangeState("alice", state => state.Unlocked());
                break;
            default:
                string line = $"alice:{TestSite.Sha("another password")}\n";
                await File.WriteAllTextAsync(site.Site.UserFile, line);
                alice = site.Client(password: "another password");
                await site.FollowAsync(async () => await alice.StatusAsync("/inner") == HttpStatusCode.Forbidden, "the new password");
                break;
        }

        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Twenty_recovery_codes_a_day_are_all()
    {
        await using FactorSite site = new(SecondFactorMode.Required);
        string[] codes = await site.GiveRecoveryCodesAsync("alice");
        int wrong = 0;

        for (TimeSpan passed = TimeSpan.Zero; passed < TimeSpan.FromDays(1); passed += OtpFailures.LongestPause)
        {
            wrong += await site.Client().GiveRecoveryCodeAsync(NoRecoveryCode) == HttpStatusCode.UnprocessableEntity ? 1 : 0;
            site.Time.Advance(OtpFailures.LongestPause);
        }

        Assert.InRange(wrong, 15, 20);
        Assert.Equal(0, site.State("alice").Failures.Count);
        site.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(codes[0]));
    }

    /// <summary>Six wrong codes a second from one network leave the owner, in another, both ways in.</summary>
    [Fact]
    public async Task Guesser_in_another_network_holds_up_neither_code_nor_recovery_code()
    {
        await using FactorSite site = new(SecondFactorMode.Required);
        string[] codes = await site.GiveRecoveryCodesAsync("alice");
        site.Site.ClientAddress = IPAddress.Parse("203.0.113.7");
        for (int i = 0; i < 60; i++)
        {
            await site.Client().GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        site.Site.ClientAddress = IPAddress.Parse("198.51.100.4");
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(codes[0]));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    /// <summary>Guesses as fast as the pauses of one network let it, until no more is taken.</summary>
    private static async Task<int> GuessAsync(FactorSite site)
    {
        for (int guesses = 0; ; guesses++)
        {
            FactorClient stranger = site.Client();
            HttpStatusCode answer = await stranger.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
            if (answer != HttpStatusCode.UnprocessableEntity)
            {
                return guesses;
            }

            site.Time.Advance(OtpFailures.LongestPause);
        }
    }

    private static FactorSite WithFailures(int count)
    {
        var time = new FakeTimeProvider();
        return new FactorSite(SecondFactorMode.Required, files: directory => AccountKeeping.ChangeState(
            AccountKeeping.In(directory), "alice", state => state with { Failures = new OtpFailures(count, time.GetUtcNow()) }))
        {
            Time = time,
        };
    }
}
