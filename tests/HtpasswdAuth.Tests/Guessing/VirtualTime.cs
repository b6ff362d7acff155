namespace HtpasswdAuth.Tests;

/// <summary>A clock that jumps from event to event. Nothing waits for it.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private TimeSpan _now;

    public TimeSpan Now
    {
        get => _now;
        set => _now = value > _now ? value : _now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks + TimeSpan.TicksPerDay;

    public override DateTimeOffset GetUtcNow() => Start + _now;
}
