namespace HtpasswdAuth;

/// <summary>
/// Tells when no look at a file has come to its end for so long that what was seen last must not be served any longer. It is a timer that
/// is put off by each look, so that requests read a flag and no clock.
/// </summary>
/// <remarks>
/// It goes off in two steps: a process that was stopped as a whole, or a machine that slept, finds both timers due, and the look must have
/// the time to come first.
/// </remarks>
internal sealed class LookWatchdog : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A grace of zero is for a file that is gone, which is known at once. A look may take its time.
    private static readonly TimeSpan LeastLimit = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly TimeProvider _time;
    private readonly Action<LookState> _changed;
    private readonly TimeSpan _lateAfter;
    private readonly TimeSpan _left;
    private volatile LookState _state;
    private DateTimeOffset _since;
    private bool _disposed;

    /// <param name="pollInterval">How often a look should come to its end.</param>
    /// <param name="grace">For how long what was read is served beyond that; infinite for ever.</param>
    /// <param name="changed">Called with each new state, by one thread at a time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="callbacks">Where failures are reported.</param>
    public LookWatchdog(TimeSpan pollInterval, TimeSpan grace, Action<LookState> changed, TimeProvider time, Callbacks callbacks)
    {
        _changed = changed;
        _time = time;
        _lateAfter = pollInterval + Patience;
        _left = grace == Timeout.InfiniteTimeSpan ? grace : (grace > LeastLimit ? grace : LeastLimit) - Patience;
        _timer = callbacks.CreateTimer(CallbackNames.FileWatchdog, time, GoOff, _lateAfter, Patience);
    }

    public LookState State => _state;

    /// <summary>Gets since when that is so.</summary>
    public DateTimeOffset Since
    {
        get
        {
            lock (_gate)
            {
                return _since;
            }
        }
    }

    /// <summary>Gets how old the last look is when the state becomes <see cref="LookState.Late"/>.</summary>
    public TimeSpan LateAfter => _lateAfter;

    /// <summary>Gets how long it has to come to its end from then on.</summary>
    public TimeSpan Left => _left;

    /// <summary>A look has come to its end.</summary>
    public void Completed()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _timer.Change(_lateAfter, Patience);
            Become(LookState.InTime);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }
    }

    private void GoOff()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            if (_state == LookState.InTime)
            {
                _timer.Change(_left, Patience);
                Become(LookState.Late);
            }
            else
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                Become(LookState.Stuck);
            }
        }
    }

    private void Become(LookState state)
    {
        if (_state != state)
        {
            _since = _time.GetUtcNow();
            _state = state;
            _changed(state);
        }
    }
}
