namespace HtpasswdAuth.Testing;

/// <summary>A clock that a test moves by hand. Timers fire on the thread that calls <see cref="Advance"/>.</summary>
/// <remarks>As in a real machine the wall clock is another one: it may be set without any time passing.</remarks>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    /// <summary>What repeats each moment need not do so for every moment of a year.</summary>
    private const int MostSteps = 100;

    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = start;
    private TimeSpan _wallOffset;

    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now + _wallOffset;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _now.UtcTicks;
        }
    }

    /// <summary>Sets the wall clock, as an administrator or NTP does.</summary>
    public void SetWallClock(TimeSpan forward)
    {
        lock (_gate)
        {
            _wallOffset += forward;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    /// <summary>
    /// Lets time pass. Timers fire when they are due, and after so many of them as those of a machine that slept: each once, at the end.
    /// </summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset target;
        lock (_gate)
        {
            target = _now + by;
        }

        for (int steps = 0; NextDue(target, sleeps: steps >= MostSteps) is { } due; steps++)
        {
            due.Fire();
        }

        lock (_gate)
        {
            // Another thread may have gone further while a timer of this one was at work.
            _now = target > _now ? target : _now;
        }
    }

    private FakeTimer? NextDue(DateTimeOffset target, bool sleeps)
    {
        lock (_gate)
        {
            FakeTimer? next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            DateTimeOffset? now = sleeps && next is not null ? target : next?.Due;
            if (now > _now)
            {
                _now = now.Value;
            }

            return next;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
            }

            return true;
        }

        public void Fire()
        {
            lock (clock._gate)
            {
                bool repeats = _period > TimeSpan.Zero && _period != Timeout.InfiniteTimeSpan;
                Due = repeats ? Later(Due!.Value + _period, clock._now) : null;
            }

            callback();
        }

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
