using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>A code is good once, whichever way it comes.</summary>
public sealed class CodeReplayTests
{
    private const int Many = 64;

    public static TheoryData<string> Pathways => [.. CodePathways.All];

    [Theory]
    [MemberData(nameof(Pathways))]
    public async Task Code_is_good_once_whichever_ways_it_comes(string first)
    {
        await using FactorSite site = Site();

        foreach (string second in CodePathways.All)
        {
            string code = site.NextCode(FactorSite.AliceSecret);

            Assert.True(await CodePathways.TryAsync(site, first, code), $"{first}, before {second}");
            Assert.False(await CodePathways.TryAsync(site, second, code), $"{first}, then {second}");
        }
    }

    [Theory]
    [MemberData(nameof(Pathways))]
    public async Task Code_of_a_step_before_the_last_is_not_good_any_more(string pathway)
    {
        await using FactorSite site = Site();
        string earlier = site.Code(FactorSite.AliceSecret, stepsLater: -1);
        string now = site.Code(FactorSite.AliceSecret);

        Assert.True(await CodePathways.TryAsync(site, "page", site.Code(FactorSite.AliceSecret, stepsLater: 1)));

        Assert.False(await CodePathways.TryAsync(site, pathway, earlier));
        Assert.False(await CodePathways.TryAsync(site, pathway, now));
    }

    [Theory]
    [MemberData(nameof(Pathways))]
    public async Task Many_requests_with_the_same_code_at_once_have_exactly_one_success(string pathway)
    {
        await using FactorSite site = Site();
        await site.Site.StartAsync();
        string code = site.Code(FactorSite.AliceSecret);

        bool[] accepted = await AtOnceAsync(() => CodePathways.TryAsync(site, pathway, code));

        Assert.Equal(1, accepted.Count(yes => yes));
    }

    [Fact]
    public async Task Many_requests_on_all_pathways_at_once_have_exactly_one_success()
    {
        await using FactorSite site = Site();
        await site.Site.StartAsync();
        string code = site.Code(FactorSite.AliceSecret);
        int turn = 0;

        bool[] accepted = await AtOnceAsync(() => CodePathways.TryAsync(site, CodePathways.All[Interlocked.Increment(ref turn) % CodePathways.All.Count], code));

        Assert.Equal(1, accepted.Count(yes => yes));
    }

    [Fact]
    public async Task Two_nodes_that_share_the_files_accept_a_code_once()
    {
        using var home = new TempDirectory();
        await using var one = new FactorSite(SecondFactorMode.Required) { Home = home };
        await one.Site.StartAsync();
        await using var other = new FactorSite(SecondFactorMode.Required) { Home = home, Time = one.Time };
        await other.Site.StartAsync();
        string code = one.Code(FactorSite.AliceSecret);
        int turn = 0;

        bool[] accepted = await AtOnceAsync(() => CodePathways.TryAsync(Interlocked.Increment(ref turn) % 2 == 0 ? one : other, "page", code));

        Assert.Equal(1, accepted.Count(yes => yes));
    }

    [Fact]
    public async Task Recovery_code_is_good_once_however_many_send_it_at_once()
    {
        await using FactorSite site = Site();
        string[] codes = await site.GiveRecoveryCodesAsync("alice");

        bool[] accepted = await AtOnceAsync(async () => await site.Client().GiveRecoveryCodeAsync(codes[0]) == HttpStatusCode.NoContent);

        Assert.Equal(1, accepted.Count(yes => yes));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveRecoveryCodeAsync(codes[0]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveRecoveryCodeAsync(codes[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(codes[1]));
    }

    [Theory]
    [InlineData("12345678")]
    [InlineData("1234 5678")]
    public async Task Eight_digits_taken_over_from_another_system_are_good_once(string typed)
    {
        await using FactorSite site = Site();
        await site.GiveRecoveryCodesAsync("alice", ["12345678", "87654321"]);

        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveRecoveryCodeAsync(typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveRecoveryCodeAsync("11111111"));
    }

    [Fact]
    public async Task New_recovery_codes_make_the_old_ones_void()
    {
        await using FactorSite site = Site();
        string[] old = await site.GiveRecoveryCodesAsync("alice");
        FactorClient alice = await site.ProvedAsync();

        System.Text.Json.JsonElement answer = await FactorClient.ReadAsync(await alice.PostAsync("/account/recovery-codes"));
        string fresh = answer.GetProperty("recoveryCodes")[0].GetString()!;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveRecoveryCodeAsync(old[5]));
        site.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(fresh));
    }

    [Fact]
    public async Task Used_code_is_told_apart_from_a_wrong_one_and_counts_as_no_failure()
    {
        await using FactorSite site = Site();
        string code = site.Code(FactorSite.AliceSecret);
        await site.Client().GiveCodeAsync(code);

        for (int i = 0; i < 5; i++)
        {
            HttpResponseMessage answer = await site.Client().PostAsync("/account/second-factor", $$"""{"code":"{{code}}"}""");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal("urn:htpasswd:code-used", (await FactorClient.ReadAsync(answer)).GetProperty("type").GetString());
        }

        Assert.Equal(0, site.State("alice").Failures.Count);
    }

    [Theory]
    [InlineData(" {0} ")]
    [InlineData("{1} {2}")]
    [InlineData("{1}-{2}")]
    [InlineData("\u00A0{1}\u2009{2}\u200B")]
    [InlineData("fullwidth")]
    public async Task Same_code_typed_otherwise_is_the_same_code(string format)
    {
        await using FactorSite site = Site();
        string code = site.Code(FactorSite.AliceSecret);
        string typed = format == "fullwidth"
            ? string.Concat(code.Select(digit => (char)(digit - '0' + '\uFF10')))
            : string.Format(System.Globalization.CultureInfo.InvariantCulture, format, code, code[..3], code[3..]);

        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(code));
    }

    [Fact]
    public async Task Token_that_counts_is_good_once_and_never_goes_back()
    {
        await using FactorSite site = WithCounter();
        string[] codes = [.. Enumerable.Range(0, 8).Select(counter => Hotp.Compute(FactorSite.BobSecret, counter, Counting))];

        Assert.Equal(HttpStatusCode.NoContent, await site.Client("bob").GiveCodeAsync(codes[0]));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client("bob").GiveCodeAsync(codes[5]));
        foreach (int spent in new[] { 0, 4, 5 })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client("bob").GiveCodeAsync(codes[spent]));
            site.Time.Advance(OtpFailures.LongestPause);
        }

        Assert.Equal(HttpStatusCode.NoContent, await site.Client("bob").GiveCodeAsync(codes[6]));
    }

    [Fact]
    public async Task Code_outside_the_window_is_wrong()
    {
        await using FactorSite site = Site();

        foreach (int steps in new[] { -2, 2 })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret, steps)));
            site.Time.Advance(OtpFailures.LongestPause);
        }

        Assert.Contains(site.Logs.Named("ClockOff"), entry => entry.Message.Contains("60 seconds", StringComparison.Ordinal));
    }

    private static OtpParameters Counting => OtpParameters.Default with { Type = OtpType.Hotp };

    private static FactorSite Site() => new(SecondFactorMode.Required, options => options.AllowPasswordWithCode = true);

    private static FactorSite WithCounter() => new(SecondFactorMode.Required, files: directory =>
    {
        OtpFiles files = OtpFiles.Beside(Path.Combine(directory, "users.htpasswd"));
        OtpKeyRing keys = OtpKeyRing.Load(files.Keys);
        AccountKeeping.ChangeUser(AccountKeeping.In(directory), "bob", held => held with
        {
            Enrolment = OtpEnrolment.Create("bob", FactorSite.BobSecret, Counting, DateTimeOffset.UnixEpoch, keys),
        });
    });

    private static Task<bool[]> AtOnceAsync(Func<Task<bool>> send) => Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Run(send)));
}
