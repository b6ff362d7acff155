using System.Diagnostics.Metrics;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

public sealed class VerifyCacheTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Full_cache_grows_no_further()
    {
        using VerifyCache cache = Create(maxEntries: 1_000);

        for (int i = 1; i <= 20_000; i++)
        {
            cache.Remember((UInt128)i, VerificationResult.Refused(VerificationOutcome.WrongPassword));
            cache.Remember((UInt128)i, VerificationResult.Verified(Alice()));
            Assert.True(cache.Count <= 2_000, $"{cache.Count} entries");
        }
    }

    [Fact]
    public void Wrong_passwords_displace_no_right_one()
    {
        using VerifyCache cache = Create(maxEntries: 10);
        cache.Remember(1, VerificationResult.Verified(Alice()));

        for (int i = 2; i <= 10_000; i++)
        {
            cache.Remember((UInt128)i, VerificationResult.Refused(VerificationOutcome.WrongPassword));
        }

        Assert.True(cache.TryGetVerified(1, out _));
    }

    [Fact]
    public void Right_and_wrong_are_never_taken_for_each_other()
    {
        using VerifyCache cache = Create(maxEntries: 10);

        cache.Remember(1, VerificationResult.Refused(VerificationOutcome.UnknownUser));
        cache.Remember(2, VerificationResult.Verified(Alice()));

        Assert.False(cache.TryGetVerified(1, out _));
        Assert.True(cache.TryGetWrong(1, out VerificationOutcome outcome));
        Assert.Equal(VerificationOutcome.UnknownUser, outcome);
        Assert.False(cache.TryGetWrong(2, out _));
    }

    private static VerifiedUser Alice() => new("alice", rehashNeeded: false, default, new TicketFactory("Htpasswd", null).Create("alice"));

    private VerifyCache Create(int maxEntries) =>
        new(new VerifyCacheOptions { MaxEntries = maxEntries }, _time, new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>()));
}
