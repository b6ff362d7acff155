using System.Net;
using HtpasswdAuth.Testing;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth.Tests;

/// <summary>A session ends six hours after its code and one hour after its last request, whichever comes first.</summary>
public sealed class SessionLifetimeTests
{
    private static readonly TimeSpan Absolute = TimeSpan.FromHours(6);
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Idle_session_ends_after_an_hour()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient early = await site.SignedInAsync();
        FactorClient late = site.Client();
        late.Cookies[FactorClient.SessionCookie] = early.Cookies[FactorClient.SessionCookie];

        site.Time.Advance(Idle - Second);
        Assert.Equal(HttpStatusCode.OK, await early.StatusAsync("/inner"));
        site.Time.Advance(Second);

        Assert.Equal(HttpStatusCode.OK, await early.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.Forbidden, await late.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Busy_session_ends_six_hours_after_its_code(bool withGate)
    {
        await using var site = new FactorSite(SecondFactorMode.Required, withGate: withGate);
        FactorClient alice = await site.SignedInAsync();
        DateTimeOffset end = site.Time.GetUtcNow() + Absolute;

        while (site.Time.GetUtcNow() < end - Second)
        {
            Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
            TimeSpan left = end - Second - site.Time.GetUtcNow();
            site.Time.Advance(left < TimeSpan.FromMinutes(20) ? left : TimeSpan.FromMinutes(20));
        }

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
        site.Time.Advance(Second);
        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
        Assert.Equal(HttpStatusCode.NoContent, await alice.GiveCodeAsync(site.Code(FactorSite.AliceSecret)));
        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Cookie_is_renewed_past_half_of_the_idle_time_and_not_before()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        string first = alice.Cookies[FactorClient.SessionCookie];

        site.Time.Advance(Idle / 2);
        Assert.False((await alice.GetAsync("/inner")).Headers.Contains("Set-Cookie"));
        Assert.Equal(first, alice.Cookies[FactorClient.SessionCookie]);

        site.Time.Advance(Second);
        Assert.True((await alice.GetAsync("/inner")).Headers.Contains("Set-Cookie"));
        Assert.NotEqual(first, alice.Cookies[FactorClient.SessionCookie]);
        Assert.False((await alice.GetAsync("/inner")).Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Renewal_never_moves_the_absolute_end()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();
        TokenCipher<SecondFactorSession> format = site.SessionCipher;
        Assert.True(format.TryUnprotect(alice.Cookies[FactorClient.SessionCookie], out SecondFactorSession? first, out _));

        for (int i = 1; i <= 8; i++)
        {
            site.Time.Advance(TimeSpan.FromMinutes(40));
            HttpResponseMessage answer = await alice.GetAsync("/inner");

            Assert.True(format.TryUnprotect(alice.Cookies[FactorClient.SessionCookie], out SecondFactorSession? renewed, out _));
            Assert.Equal(first with { Binding = first.Binding with { LastSeen = site.Time.GetUtcNow() } }, renewed);
            Assert.Contains($"max-age={(int)(first.Expires - site.Time.GetUtcNow()).TotalSeconds};", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        }

        Assert.Equal(first.AuthTime + Absolute, first.Expires);
    }

    [Fact]
    public async Task Form_that_is_open_for_long_does_not_keep_a_session_alive()
    {
        await using var site = new FactorSite(SecondFactorMode.Required);
        FactorClient alice = await site.SignedInAsync();

        site.Time.Advance(Idle);
        Assert.Equal(HttpStatusCode.OK, (await alice.NavigateAsync("/account/second-factor")).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, await alice.StatusAsync("/inner"));
    }

    [Theory]
    [InlineData(59, HttpStatusCode.OK)]
    [InlineData(60, HttpStatusCode.Forbidden)]
    [InlineData(600, HttpStatusCode.Forbidden)]
    public async Task Cookie_from_a_clock_that_was_ahead_is_no_older_than_one_from_now(int minutes, HttpStatusCode expected)
    {
        using var home = new TempDirectory();
        var protection = new EphemeralDataProtectionProvider();
        await using var ahead = new FactorSite(SecondFactorMode.Required) { Home = home, Protection = protection };
        FactorClient alice = await ahead.SignedInAsync();
        var before = new FakeTimeProvider(ahead.Time.GetUtcNow() - TimeSpan.FromMinutes(minutes));
        await using var behind = new FactorSite(SecondFactorMode.Required) { Home = home, Protection = protection, Time = before };
        FactorClient there = behind.Client();
        there.Cookies[FactorClient.SessionCookie] = alice.Cookies[FactorClient.SessionCookie];

        Assert.Equal(expected, await there.StatusAsync("/inner"));
    }

    [Fact]
    public async Task Lifetimes_are_those_of_the_options()
    {
        await using var site = new FactorSite(SecondFactorMode.Required, options =>
        {
            options.Lifetime = TimeSpan.FromMinutes(5);
            options.IdleLifetime = TimeSpan.FromMinutes(2);
        });
        FactorClient alice = await site.SignedInAsync();

        foreach (HttpStatusCode expected in new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden })
        {
            site.Time.Advance(TimeSpan.FromSeconds(90));
            Assert.Equal(expected, await alice.StatusAsync("/inner"));
        }
    }

    [Fact]
    public async Task Session_survives_a_restart()
    {
        using var home = new TempDirectory();
        var protection = new EphemeralDataProtectionProvider();
        var time = new FakeTimeProvider();
        string cookie;
        await using (var before = new FactorSite(SecondFactorMode.Required) { Home = home, Protection = protection, Time = time })
        {
            cookie = (await before.SignedInAsync()).Cookies[FactorClient.SessionCookie];
        }

        await using var after = new FactorSite(SecondFactorMode.Required) { Home = home, Protection = protection, Time = time };
        FactorClient alice = after.Client();
        alice.Cookies[FactorClient.SessionCookie] = cookie;

        Assert.Equal(HttpStatusCode.OK, await alice.StatusAsync("/inner"));
    }
}
