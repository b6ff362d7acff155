using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// A password file kept in memory as an immutable snapshot that follows the file. A reload swaps one reference; requests never
/// wait for it.
/// </summary>
internal sealed class WatchedCredentialStore : ICredentialStore, IDisposable
{
    private readonly WatchedCredentialStoreSettings _settings;
    private readonly TimeProvider _time;
    private readonly CredentialFileReport _report;
    private readonly HtpasswdMetrics _metrics;
    private readonly ILogger _logger;
    private readonly FileSettling _settling;
    private CredentialFileWatcher? _watcher;
    private FileStamp? _loaded;
    private volatile CredentialStoreStatus _status = new(null, 0, default, null, Closed: true);
    private volatile HtpasswdFile? _current;

    public WatchedCredentialStore(WatchedCredentialStoreSettings settings, TimeProvider time, HtpasswdMetrics metrics, ILogger logger)
    {
        _settings = settings;
        _time = time;
        _metrics = metrics;
        _logger = logger;
        _report = new CredentialFileReport(settings, logger);
        _settling = new FileSettling(time);
    }

    public HtpasswdFile? Current => _current;

    public CredentialStoreStatus Status => _status;

    /// <summary>Reads the file for the first time and begins to watch it. A missing file is no error: the store is closed until it comes.</summary>
    public void Start()
    {
        TimeSpan next = Look();
        _watcher = new CredentialFileWatcher(_settings.UserFile, next, _settings.PollInterval, Look, _time, _logger);
    }

    public void Dispose() => _watcher?.Dispose();

    /// <summary>Looks at the file once and returns when to look again. Not to be called twice at once.</summary>
    internal TimeSpan Look()
    {
        try
        {
            return Follow();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return MarkUnavailable(exception is FileNotFoundException or DirectoryNotFoundException ? "it is missing" : "access failed");
        }
        catch (Exception exception)
        {
            // The watcher must outlive what nobody foresaw, and what nobody foresaw must not keep the door open for ever.
            _logger.FileCheckFailed(exception, _settings.UserFile);
            return MarkUnavailable("unexpected error");
        }
    }

    private TimeSpan Follow()
    {
        FileStamp stamp = FileStamp.Of(_settings.UserFile);
        if (stamp == _loaded)
        {
            _settling.Reset();
            MarkAvailable();
            return _settings.PollInterval;
        }

        bool first = _loaded is null && _status.File is null;
        if (!first && _settling.WaitBeforeReading(stamp) is { } wait)
        {
            return wait;
        }

        long started = _time.GetTimestamp();
        if (!CredentialFileReader.TryRead(_settings.UserFile, out stamp, out HtpasswdFile file) && !first)
        {
            return _settling.WaitAfterTornRead();
        }

        if (!first && _settling.WaitForTheRest(stamp, file.Content.Span) is { } longer)
        {
            return longer;
        }

        Publish(stamp, file, _time.GetElapsedTime(started));
        return _settings.PollInterval;
    }

    private void Publish(FileStamp stamp, HtpasswdFile file, TimeSpan took)
    {
        _settling.Reset();
        _loaded = stamp;
        HtpasswdFile? before = _status.File;
        if (before is not null && before.Content.Span.SequenceEqual(file.Content.Span))
        {
            // Touched, or put back: what is served is the same, and so stays the reference.
            MarkAvailable();
            return;
        }

        _status = new CredentialStoreStatus(file, _report.CountProblems(file), _time.GetUtcNow(), null, Closed: false);
        _current = file;
        _metrics.Reloaded(before?.Count ?? 0, file.Count);
        _report.Loaded(file, took);
    }

    private void MarkAvailable()
    {
        if (_status is { UnavailableSince: not null, File: { } file })
        {
            _status = _status with { UnavailableSince = null, Closed = false };
            _current = file;
            _logger.FileBack(_settings.UserFile);
        }
    }

    private TimeSpan MarkUnavailable(string reason)
    {
        // Forgotten, so that the file is read again when it is back, whatever its stamp.
        _loaded = null;
        _settling.Reset();
        DateTimeOffset now = _time.GetUtcNow();
        if (_status.UnavailableSince is null)
        {
            bool neverRead = _status.File is null;
            _status = _status with { UnavailableSince = now, Closed = neverRead };
            if (neverRead)
            {
                _logger.FileClosed(_settings.UserFile, reason);
            }
            else
            {
                _logger.FileUnavailable(_settings.UserFile, reason, _settings.MissingFileGrace);
            }
        }

        TimeSpan graceLeft = _status.UnavailableSince!.Value + _settings.MissingFileGrace - now;
        if (graceLeft > TimeSpan.Zero || _status.Closed)
        {
            return _status.Closed || graceLeft > _settings.PollInterval ? _settings.PollInterval : graceLeft;
        }

        _status = _status with { Closed = true };
        _current = null;
        _logger.FileClosed(_settings.UserFile, reason);
        return _settings.PollInterval;
    }
}
