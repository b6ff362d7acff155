using System.Diagnostics.Metrics;
using HtpasswdAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>A wall clock that is set, forward or back, makes no grace, memory, wait or session of this process longer or shorter.</summary>
public sealed class WallClockTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();

    public static TheoryData<int> Hours => [-24 * 365, -1, 1, 24 * 365];

    public void Dispose() => _services.Dispose();

    [Theory]
    [MemberData(nameof(Hours))]
    public void Missing_file_is_forgiven_for_the_grace(int hours)
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();
        File.Delete(scenario.UserFile);
        scenario.Store.Look();

        scenario.Time.SetWallClock(TimeSpan.FromHours(hours));
        scenario.Time.Advance(9 * Second);
        scenario.Store.Look();
        Assert.NotNull(scenario.Store.Current);

        scenario.Time.Advance(Second);
        scenario.Store.Look();
        Assert.Null(scenario.Store.Current);
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public void Settling_file_is_waited_for_as_long_as_ever(int hours)
    {
        using var scenario = new StoreScenario();
        scenario.Store.Look();
        scenario.Write("bob");
        scenario.Store.Look();

        scenario.Time.SetWallClock(TimeSpan.FromHours(hours));
        scenario.Store.Look();
        Assert.False(scenario.Has("bob"));

        scenario.LookUntilSettled();
        Assert.True(scenario.Has("bob"));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public void Verified_password_is_remembered_for_its_lifetime(int hours)
    {
        var options = new VerifyCacheOptions();
        using var cache = new VerifyCache(options, _time, new HtpasswdMetrics(_services.GetRequiredService<IMeterFactory>()));
        cache.Remember(1, VerificationResult.Verified(Alice()));
        cache.Remember(2, VerificationResult.Refused(VerificationOutcome.WrongPassword));

        _time.SetWallClock(TimeSpan.FromHours(hours));
        Assert.True(cache.TryGetVerified(1, out _));
        Assert.True(cache.TryGetWrong(2, out _));

        _time.Advance(options.NegativeLifetime);
        Assert.False(cache.TryGetWrong(2, out _));
        _time.Advance(options.Lifetime);
        Assert.False(cache.TryGetVerified(1, out _));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public void Session_in_memory_is_idle_for_as_long_as_ever(int hours)
    {
        var idle = TimeSpan.FromMinutes(30);
        using var cache = new SessionCache<string>(idle, _time);
        cache.Remember("short", keys: null, "session", _time.GetUtcNow() + TimeSpan.FromMinutes(10));
        cache.Remember("long", keys: null, "session", _time.GetUtcNow() + TimeSpan.FromHours(8));

        _time.SetWallClock(TimeSpan.FromHours(hours));
        Assert.True(cache.TryGet("short", keys: null, out _));
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.False(cache.TryGet("short", keys: null, out _));
        Assert.True(cache.TryGet("long", keys: null, out _));
        _time.Advance(idle);
        Assert.False(cache.TryGet("long", keys: null, out _));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public void Throttle_makes_wait_as_long_as_ever(int hours)
    {
        using var throttle = new ThrottleScenario();
        Eventually.Spin(() => throttle.Guess() != 0, "the first wait");

        double wait = throttle.Wait();
        throttle.Time.SetWallClock(TimeSpan.FromHours(hours));

        Assert.Equal(wait, throttle.Wait());
        throttle.Time.Advance(TimeSpan.FromSeconds(wait));
        Assert.Equal(0, throttle.Wait());
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task State_that_could_not_be_written_is_tried_again_after_a_minute(int hours)
    {
        var states = new UnwritableStates();
        var standings = new PasswordStandings(states, TimeSpan.FromDays(90), _time, NullLogger.Instance);
        VerifiedUser alice = Alice();
        Assert.True(standings.IsNew(alice));
        await standings.NoteSightAsync(alice, CancellationToken.None);

        _time.SetWallClock(TimeSpan.FromHours(hours));
        Assert.False(standings.IsNew(alice));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(standings.IsNew(alice));
    }

    [Theory]
    [MemberData(nameof(Hours))]
    public void Look_that_does_not_end_is_late_and_stuck_in_its_time(int hours)
    {
        using var watchdog = new LookWatchdog(Second, 10 * Second, static _ => { }, _time, CallbackReport.To(NullLogger.Instance));

        _time.SetWallClock(TimeSpan.FromHours(hours));
        _time.Advance(2 * Second);
        Assert.Equal(LookState.InTime, watchdog.State);
        _time.Advance(Second);
        Assert.Equal(LookState.Late, watchdog.State);
        _time.Advance(8 * Second);
        Assert.Equal(LookState.Stuck, watchdog.State);
    }

    private static VerifiedUser Alice() => new("alice", rehashNeeded: false, 1, new TicketFactory("Htpasswd", null).Create("alice"));

    private sealed class UnwritableStates : IPasswordStateStore
    {
        public PasswordStateFile? Current { get; } = PasswordStateFile.Empty;

        public Task UpdateAsync(string user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken) =>
            throw new IOException("The disk is full.");
    }
}
