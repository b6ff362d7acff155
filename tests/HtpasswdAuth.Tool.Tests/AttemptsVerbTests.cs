using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>What is counted of wrong passwords and codes, and how it is forgotten.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AttemptsVerbTests : IDisposable
{
    private readonly OtpScenario _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Attempts_are_shown_with_their_kind_place_and_end_and_no_other_users()
    {
        _site.Enrol();
        await CountAsync("alice", 37);
        await CountAsync("bob", 5);
        _site.UpdateState(state => state.WithFailure(device: null, _site.Time.GetUtcNow()));

        string[] lines = _site.Run(0, "attempts", "alice").OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            [
                "strangers\t192.0.2.7\t37\t2026-11-22 14:56 UTC\t",
                "known device\t198.51.100.1\t1\t2026-11-22 12:00 UTC\t2026-11-22 10:00 UTC",
                "known network\t198.51.100.1\t0\t\t2026-11-22 10:00 UTC",
                "codes\t\t1\t2026-11-23 10:00 UTC\t",
            ],
            lines);
        Assert.Equal("", _site.Run(0, "attempts", "carol").OutputText);
    }

    [Fact]
    public async Task Unlock_gives_back_the_tries_of_one_user_and_keeps_where_the_user_signs_in_from()
    {
        _site.MakeDatabase();
        await CountAsync("alice", 100);
        await CountAsync("bob", 5);

        _site.Run(0, "unlock", "alice");

        Assert.DoesNotContain("strangers", _site.Run(0, "attempts", "alice").OutputText, StringComparison.Ordinal);
        Assert.Contains("known network", _site.Run(0, "attempts", "alice").OutputText, StringComparison.Ordinal);
        Assert.StartsWith("strangers\t192.0.2.7\t5", _site.Run(0, "attempts", "bob").OutputText, StringComparison.Ordinal);
        Assert.Contains("no wrong passwords to forget", _site.Run(0, "unlock", "alice").ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attempts")]
    [InlineData("unlock")]
    public void Without_a_database_it_is_said_where_a_site_counts(string verb)
    {
        Assert.Contains("a restart forgets it", _site.Run(1, verb, "alice").ErrorText, StringComparison.Ordinal);
        _site.HasNoDatabase();
    }

    /// <summary>As a site counts: strangers, a device and a network that the user has signed in from.</summary>
    private async Task CountAsync(string user, int tries)
    {
        await using ServiceProvider services =
            new ServiceCollection().AddSingleton<TimeProvider>(_site.Time).AddHtpasswdSqlite().BuildServiceProvider();
        IAttemptStore store = services.GetRequiredService<IAccountStoresFactory>().Open(AccountFiles.Beside(_site.UserFile)).Attempts!;
        var keys = new AttemptKeys(store.Key!.Value.Span);
        await store.AddAsync(
            [
                new AttemptChange(keys.OfName(user), tries, AttemptLimit.Name(100).Period, 100) { Place = "192.0.2.7" },
                new AttemptChange(keys.OfUser(AttemptKind.Device, user, "phone"u8), 1, AttemptLimit.Device.Period, 20)
                {
                    SignsIn = true,
                    Place = "198.51.100.1",
                },
                new AttemptChange(keys.OfUser(AttemptKind.KnownNetwork, user, "net"u8), 0, AttemptLimit.KnownNetwork.Period, 20)
                {
                    SignsIn = true,
                    Place = "198.51.100.1",
                },
            ],
            TestContext.Current.CancellationToken);
    }
}
