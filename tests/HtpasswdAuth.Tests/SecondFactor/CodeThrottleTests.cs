using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>Guessing at codes gets slower and ends, and is nobody's weapon against the owner.</summary>
public sealed class CodeThrottleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Pause_doubles_with_every_wrong_code_up_to_a_quarter_of_an_hour()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string wrong = site.WrongCode(FactorSite.AliceSecret);

        foreach (int pause in new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900 })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(wrong));
            Assert.Equal($"{pause}", await RetryAfterAsync(site.Client(), wrong));
            site.Time.Advance(TimeSpan.FromSeconds(pause) - Second);
            Assert.Equal("1", await RetryAfterAsync(site.Client(), wrong));
            site.Time.Advance(Second);
        }

        Assert.Equal(12, site.State("alice").Failures.Count);
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));

        // The row is over, and what was counted of it is not: a guesser may have had the right code, too.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(wrong));
        Assert.Equal("1", await RetryAfterAsync(site.Client(), wrong));
        Assert.Equal(13, site.State("alice").Failures.Count);
    }

    [Theory]
    [InlineData("page", HttpStatusCode.TooManyRequests)]
    [InlineData("header", HttpStatusCode.TooManyRequests)]
    public async Task Right_code_that_comes_too_soon_is_not_looked_at_and_not_spent(string pathway, HttpStatusCode expected)
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        await site.Client().GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
        string code = site.Code(FactorSite.AliceSecret);

        HttpStatusCode answer = pathway == "page" ? await site.Client().GiveCodeAsync(code) : await site.Client().StatusAsync("/inner", code);

        Assert.Equal(expected, answer);
        site.Time.Advance(Second);
        Assert.True(await CodePathways.TryAsync(site, pathway, code));
    }

    [Fact]
    public async Task Every_pathway_counts_and_every_pathway_waits()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AllowPasswordWithCode = true);
        string wrong = site.WrongCode(FactorSite.AliceSecret);
        int failures = 0;

        foreach (string pathway in CodePathways.All)
        {
            Assert.False(await CodePathways.TryAsync(site, pathway, wrong));
            Assert.Equal(++failures, site.State("alice").Failures.Count);
            string code = site.Code(FactorSite.AliceSecret);
            foreach (string other in CodePathways.All)
            {
                Assert.False(await CodePathways.TryAsync(site, other, code), $"{other} after {pathway}");
            }

            Assert.Equal(failures, site.State("alice").Failures.Count);
            site.Time.Advance(TimeSpan.FromSeconds(1 << (failures - 1)));
        }
    }

    [Fact]
    public async Task Header_is_answered_429_with_the_time_to_wait()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = site.Client();
        string wrong = site.WrongCode(FactorSite.AliceSecret);

        foreach (string path in new[] { "/inner", "/account/app-passwords" })
        {
            await alice.StatusAsync(path, wrong);
            HttpResponseMessage answer = await alice.GetAsync(path, request => request.Headers.Add(FactorClient.CodeHeader, wrong));

            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal("urn:htpasswd:too-many-codes", (await FactorClient.ReadAsync(answer)).GetProperty("type").GetString());
            Assert.NotNull(answer.Headers.RetryAfter);
            site.Time.Advance(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task After_a_hundred_wrong_codes_no_code_is_accepted_any_more()
    {
        await using FactorSite site = WithFailures(OtpFailures.Cap - 1);
        site.Time.Advance(OtpFailures.LongestPause);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret)));

        foreach (TimeSpan later in new[] { TimeSpan.Zero, OtpFailures.LongestPause, TimeSpan.FromHours(8) })
        {
            site.Time.Advance(later);
            HttpResponseMessage answer = await site.Client().PostAsync("/account/second-factor", $$"""{"code":"{{site.Code(FactorSite.AliceSecret)}}"}""");
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Null(answer.Headers.RetryAfter);
            Assert.Equal("urn:htpasswd:codes-blocked", (await FactorClient.ReadAsync(answer)).GetProperty("type").GetString());
            Assert.Equal(HttpStatusCode.TooManyRequests, await site.Client().StatusAsync("/inner", site.Code(FactorSite.AliceSecret)));
        }

        Assert.Single(site.Logs.Named("CodesBlocked"), entry => entry.Message.Contains("htauth otp unlock alice", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NoContent, await site.Client("bob").GiveCodeAsync(site.Code(FactorSite.BobSecret)));
    }

    [Fact]
    public async Task Recovery_code_ends_the_block_for_everybody()
    {
        await using FactorSite site = WithFailures(OtpFailures.Cap);
        string[] codes = await site.GiveRecoveryCodesAsync("alice");
        site.Time.Advance(OtpFailures.LongestPause);

        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveRecoveryCodeAsync(codes[0]));

        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Recovery_codes_are_guessed_at_no_faster_than_codes()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string[] codes = await site.GiveRecoveryCodesAsync("alice");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await site.Client().GiveRecoveryCodeAsync("AAAA-AAAA-AAAA-AAAA"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await site.Client().GiveRecoveryCodeAsync(codes[0]));
        Assert.Equal(HttpStatusCode.TooManyRequests, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.Equal((0, 1), (site.State("alice").Failures.Count, site.State("alice").RecoveryFailures.Count));
    }

    [Fact]
    public async Task Administrator_ends_the_block()
    {
        await using FactorSite site = WithFailures(OtpFailures.Cap);
        Assert.Equal(HttpStatusCode.TooManyRequests, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));

        site.ChangeState("alice", state => state.Unlocked());

        // The state is read with the file locked, so there is nothing to wait for.
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Known_browser_keeps_a_count_of_its_own()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient owner = await site.SignedInAsync();
        owner.Cookies.Remove(FactorClient.SessionCookie);
        FactorClient thief = site.Client();
        for (int i = 0; i < 12; i++)
        {
            await thief.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
            site.Time.Advance(TimeSpan.FromSeconds(i < 11 ? 600 : 0));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await thief.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.NoContent, await owner.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));

        // The owner's success does not make the thief's guessing faster.
        Assert.Equal(HttpStatusCode.TooManyRequests, await thief.GiveCodeAsync(site.NextCode(FactorSite.AliceSecret)));
    }

    [Fact]
    public async Task Known_browser_is_shut_out_by_its_own_guesses_and_by_no_others()
    {
        await using FactorSite site = WithFailures(OtpFailures.Cap);
        FactorClient owner = site.Client();
        FactorClient laptop = site.Client();
        SecondFactor factor = await site.GetFactorAsync();
        owner.Cookies[FactorClient.DeviceCookie] = DeviceCookie(site, factor, "alice", "owner");
        laptop.Cookies[FactorClient.DeviceCookie] = DeviceCookie(site, factor, "alice", "laptop");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await laptop.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret)));

        Assert.Equal(HttpStatusCode.TooManyRequests, await laptop.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.TooManyRequests, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.NoContent, await owner.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    private static string DeviceCookie(FactorSite site, SecondFactor factor, string user, string id)
    {
        Assert.True(factor.Site.Lines.TryFind(user, out UInt128 stamp));
        var device = new KnownDevice
        {
            Account = new TokenAccount(user, stamp),
            Id = id,
            EnrolmentId = factor.Site.FindEnrolment(user)!.Id,
            Expires = site.Time.GetUtcNow().AddDays(1),
            Epochs = default,
        };
        return site.Protect().Create(new KnownDeviceFormat()).Protect(device)!;
    }

    /// <summary>A site that alice was guessed at before it started.</summary>
    private static FactorSite WithFailures(int count)
    {
        var time = new FakeTimeProvider();
        return new FactorSite(SecondFactorMode.Required, files: directory =>
            AccountKeeping.ChangeState(AccountKeeping.In(directory), "alice", state =>
                state with { Failures = new OtpFailures(count, time.GetUtcNow() - OtpFailures.LongestPause) }))
        {
            Time = time,
        };
    }

    private static async Task<string?> RetryAfterAsync(FactorClient client, string code)
    {
        HttpResponseMessage answer = await client.PostAsync("/account/second-factor", $$"""{"code":"{{code}}"}""");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        return answer.Headers.RetryAfter?.ToString();
    }
}
