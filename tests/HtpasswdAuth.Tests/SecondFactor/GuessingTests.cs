using System.Net;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Tests;

/// <summary>Whose attempts are counted, where, and for how long.</summary>
public sealed class GuessingTests
{
    private static readonly string[] Devices = ["x", "AAAA", ""];

    [Fact]
    public async Task Stranger_without_the_password_never_touches_the_count()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.AllowPasswordWithCode = true)
        {
            Scheme = scheme => scheme.AttemptThrottle.Enabled = false,
        };
        string code = site.WrongCode(FactorSite.AliceSecret);

        for (int i = 0; i < 20; i++)
        {
            FactorClient stranger = site.Client(password: $"guess {i}");
            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.StatusAsync("/inner", code));
            Assert.Equal(HttpStatusCode.Unauthorized, await site.Client(password: $"guess {i}{code}").StatusAsync("/inner"));
            foreach (string path in new[] { "second-factor", "second-factor/enrolment", "second-factor/enrolment/confirm" })
            {
                HttpResponseMessage answer = await stranger.PostAsync($"/account/{path}", $$"""{"code":"{{code}}"}""");
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            }

            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.GiveRecoveryCodeAsync("AAAA-AAAA-AAAA-AAAA"));
        }

        Assert.True(site.State("alice").IsDefault);
        Assert.Equal(HttpStatusCode.NoContent, await site.Client().GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
    }

    [Theory]
    [InlineData(SecondFactorMode.Required)]
    [InlineData(SecondFactorMode.StepUp)]
    public async Task Right_password_does_not_reset_the_count(SecondFactorMode mode)
    {
        await using var site = new FactorSite(mode);
        FactorClient thief = site.Client();

        for (int failures = 1; failures <= 6; failures++)
        {
            await thief.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
            await thief.StatusAsync("/");
            await thief.GetMeAsync();
            await thief.NavigateAsync("/account/second-factor");
            Assert.Equal(failures, site.State("alice").Failures.Count);
            site.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task Waiting_does_not_reset_the_count()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        string wrong = site.WrongCode(FactorSite.AliceSecret);
        await site.Client().GiveCodeAsync(wrong);

        site.Time.Advance(TimeSpan.FromHours(9));
        await site.Client().GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));

        Assert.Equal(2, site.State("alice").Failures.Count);
    }

    [Fact]
    public async Task Count_survives_a_restart()
    {
        using var home = new TempDirectory();
        var time = new FakeTimeProvider();
        string spent;
        await using (var before = new FactorSite(SecondFactorMode.Required) { Home = home, Time = time })
        {
            spent = before.Code(FactorSite.AliceSecret);
            await before.Client().GiveCodeAsync(spent);
            for (int i = 0; i < 4; i++)
            {
                await before.Client("bob").GiveCodeAsync(before.WrongCode(FactorSite.BobSecret));
                time.Advance(TimeSpan.FromSeconds(i < 3 ? 8 : 0));
            }
        }

        await using var after = new FactorSite(SecondFactorMode.Required) { Home = home, Time = time };
        Assert.Equal(4, after.State("bob").Failures.Count);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await after.Client().GiveCodeAsync(spent));
        Assert.Equal(HttpStatusCode.NoContent, await after.Client("bob").GiveCodeAsync(after.Code(FactorSite.BobSecret)));
    }

    [Fact]
    public async Task Many_guesses_at_once_are_one_guess()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        await site.Site.StartAsync();
        string[] guesses = [.. Enumerable.Range(0, 64).Select(i => $"{i:D6}").Where(guess => !Enumerable.Range(-1, 3).Select(step => site.Code(FactorSite.AliceSecret, step)).Contains(guess))];

        HttpStatusCode[] answers = await Task.WhenAll(guesses.Select(guess => Task.Run(() => site.Client().GiveCodeAsync(guess))));

        Assert.Equal(1, answers.Count(answer => answer == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(guesses.Length - 1, answers.Count(answer => answer == HttpStatusCode.TooManyRequests));
        Assert.Equal(1, site.State("alice").Failures.Count);
    }

    [Fact]
    public async Task Browser_of_another_user_or_of_nobody_is_a_stranger()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient bob = await site.BobSignedInAsync();
        int failures = 0;

        foreach (string device in (string[])[bob.Cookies[FactorClient.DeviceCookie], .. Devices])
        {
            FactorClient thief = site.Client();
            thief.Cookies[FactorClient.DeviceCookie] = device;
            await thief.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
            Assert.Equal(++failures, site.State("alice").Failures.Count);
            site.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(site.State("alice").DeviceFailures);
        Assert.True(site.State("bob").Failures.Count == 0);
    }

    [Fact]
    public async Task Browser_that_another_realm_knows_is_a_stranger()
    {
        using var home = new TempDirectory();
        await using var first = new FactorSite(SecondFactorMode.Required) { Home = home };
        await using var second = new FactorSite(SecondFactorMode.Required)
        {
            Home = home, Protection = first.Protection, Time = first.Time, Scheme = scheme => scheme.Realm = "Elsewhere",
        };
        FactorClient thief = second.Client();
        thief.Cookies[FactorClient.DeviceCookie] = (await first.SignedInAsync()).Cookies[FactorClient.DeviceCookie];

        await thief.GiveCodeAsync(second.WrongCode(FactorSite.AliceSecret));

        Assert.Equal(1, second.State("alice").Failures.Count);
        Assert.Empty(second.State("alice").DeviceFailures);
    }

    [Fact]
    public async Task Known_browser_is_known_for_its_time_and_asked_for_codes_all_the_same()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options => options.DeviceLifetime = TimeSpan.FromHours(2));
        FactorClient alice = await site.SignedInAsync();
        string device = alice.Cookies[FactorClient.DeviceCookie];
        FactorClient browser = site.Client();
        browser.Cookies[FactorClient.DeviceCookie] = device;

        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusAsync("/inner"));
        site.Time.Advance(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        await browser.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
        Assert.Equal(1, Assert.Single(site.State("alice").DeviceFailures).Value.Count);
        site.Time.Advance(TimeSpan.FromSeconds(1));
        await browser.GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
        Assert.Equal(1, Assert.Single(site.State("alice").DeviceFailures).Value.Count);
        Assert.Equal(2, site.State("alice").Failures.Count);
    }

    [Fact]
    public async Task Owner_is_told_of_guessing_in_the_log()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        for (int i = 0; i < 10; i++)
        {
            await site.Client().GiveCodeAsync(site.WrongCode(FactorSite.AliceSecret));
            site.Time.Advance(OtpFailures.LongestPause);
        }

        LogEntry told = Assert.Single(site.Logs.Named("ManyWrongCodes"));
        Assert.Contains("10 wrong codes in a row for alice", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_grow_no_state()
    {
        await using var site = new FactorSite(SecondFactorMode.Required) { Scheme = scheme => scheme.AttemptThrottle.Enabled = false };
        await site.SignedInAsync();
        int count = AccountKeeping.States(site.Site.UserFile).Count;

        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await site.Client($"name {i}").StatusAsync("/inner", $"{i:D6}"));
        }

        Assert.Equal(count, AccountKeeping.States(site.Site.UserFile).Count);
    }
}
