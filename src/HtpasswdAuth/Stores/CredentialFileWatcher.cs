using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Looks at a file when it may have changed: on file system events, and on a timer all the same, since events get lost (network file
/// systems, containers, links whose target lies elsewhere, full queues). No look is ever waited for without a bound, since a file
/// system may hang.
/// </summary>
internal sealed class CredentialFileWatcher : IDisposable
{
    private readonly Lock _gate = new();
    private readonly WatchedFileSettings _settings;
    private readonly Func<TimeSpan> _look;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Callbacks _callbacks;
    private readonly LookWatchdog _watchdog;
    private readonly FolderEvents _events;
    private readonly ITimer _timer;
    private readonly ManualResetEventSlim _looked = new();
    private bool _isAsked;
    private bool _isLooking;
    private bool _disposed;

    /// <param name="settings">The file.</param>
    /// <param name="look">Looks at the file and returns when to look again at the latest. Never called twice at once.</param>
    /// <param name="time">The clock of the timer.</param>
    /// <param name="logger">Told when there are no events to be had, and when looks do not come to their end.</param>
    public CredentialFileWatcher(WatchedFileSettings settings, Func<TimeSpan> look, TimeProvider time, ILogger logger)
    {
        string folder = Path.GetDirectoryName(settings.Path)!;
        _settings = settings;
        _look = look;
        _time = time;
        _logger = logger;
        _callbacks = CallbackReport.To(logger);
        _watchdog = new LookWatchdog(settings.PollInterval, settings.Grace, Tell, time, _callbacks);
        _timer = time == TimeProvider.System
            ? FolderPolls.CreateTimer(folder, _callbacks, Look)
            : _callbacks.CreateTimer(CallbackNames.FileLook, time, Look, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _events = new FolderEvents(folder, settings.PollInterval, Ask, _callbacks, logger);
    }

    /// <summary>Gets whether looks come to their end.</summary>
    public LookState State => _watchdog.State;

    /// <summary>Gets since when that is so.</summary>
    public DateTimeOffset StateSince => _watchdog.Since;

    /// <summary>Looks for the first time and begins to watch.</summary>
    public void Start()
    {
        if (_time == TimeProvider.System)
        {
            SetTimer(TimeSpan.Zero);
            _looked.Wait(_settings.FirstLookLimit);
        }
        else
        {
            // A clock moved by hand: its timers fire on the thread that moves it.
            _callbacks.Run(CallbackNames.FileLook, Look);
        }
    }

    /// <summary>Ends the watching. A look that is under way is not waited for.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer.Dispose();
        }

        _watchdog.Dispose();
        _events.Dispose();
    }

    /// <summary>However many events come in a burst, one look is enough for all that came before it began.</summary>
    private void Ask()
    {
        lock (_gate)
        {
            if (!_isAsked && !_disposed)
            {
                _isAsked = true;
                if (!_isLooking)
                {
                    SetTimer(TimeSpan.Zero);
                }
            }
        }
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_disposed || _isLooking)
            {
                return;
            }

            _isLooking = true;
            _isAsked = false;
        }

        TimeSpan next = _settings.PollInterval;
        try
        {
            // Before the look: what changes from now on is an event.
            _callbacks.Run(CallbackNames.FileEvents, _events.Follow);
            next = _look();
            _watchdog.Completed();
        }
        finally
        {
            lock (_gate)
            {
                _isLooking = false;
                if (!_disposed)
                {
                    SetTimer(_isAsked ? TimeSpan.Zero : next);
                }
            }

            _looked.Set();
        }
    }

    /// <summary>Were a look to fail before it set the timer again, the period would.</summary>
    private void SetTimer(TimeSpan dueTime) => _timer.Change(dueTime, _settings.PollInterval);

    private void Tell(LookState state)
    {
        switch (state)
        {
            case LookState.Late:
                _logger.FileSystemSlow(_settings.Path, _watchdog.LateAfter, _watchdog.Left);
                break;
            case LookState.Stuck:
                _logger.FileClosed(_settings.Path, FileStateText.Reason(CredentialFileState.Stuck));
                break;
            default:
                _logger.FileBack(_settings.Path);
                break;
        }
    }
}
