using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// A file kept in memory as an immutable snapshot that follows it. A reload swaps one reference; readers never wait for it.
/// </summary>
internal sealed partial class WatchedFile<T>(WatchedFileSettings settings, IWatchedFileKind<T> kind, TimeProvider time, ILogger logger) : IDisposable
    where T : class
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly FileSettling _settling = new(time);
    private readonly ServedFile<T> _served = new(kind, settings.Grace, time);
    private CredentialFileWatcher? _watcher;
    private CredentialFileStamp? _loaded;
    private ReadFile<T>? _read;

    /// <summary>Gets the snapshot that is served; <see langword="null"/> for none.</summary>
    public T? Current => Looks == LookState.Stuck ? null : _served.Current;

    /// <summary>Gets whom <see cref="Current"/> says nothing of; <see langword="null"/> where it is the whole file.</summary>
    public FileDoubt<T>? Doubt => Looks == LookState.InTime ? _served.Doubt : FileDoubt<T>.OfAll;

    public WatchedFileStatus<T> Status => Looks == LookState.InTime
        ? _served.Status
        : _served.Status with { State = CredentialFileState.Stuck, Since = _watcher!.StateSince, Flaw = null, Obstacle = null, Closed = Current is null };

    private LookState Looks => _watcher?.State ?? LookState.InTime;

    /// <summary>Reads the file for the first time and begins to watch it. A missing file is no error.</summary>
    public void Start()
    {
        _watcher = new CredentialFileWatcher(settings, Look, time, logger);
        _watcher.Start();
    }

    public void Dispose() => _watcher?.Dispose();

    /// <summary>Looks at the file once and returns when to look again.</summary>
    public TimeSpan Look()
    {
        if (!_gate.TryEnter(Moment))
        {
            if (time.GetElapsedTime(Volatile.Read(ref _writingSince)) < 2 * settings.WriteLimit)
            {
                // A change of ours is under way. That the file system answers is known all the same, if it does.
                CredentialFileReader.Touch(settings.Path);
                return Soon;
            }

            // The change hangs, and so does the look: what others write meanwhile is not seen.
            _gate.Enter();
        }

        try
        {
            TimeSpan next = LookOnce();
            try
            {
                kind.Looked();
            }
            catch (Exception exception)
            {
                logger.FileCheckFailed(exception, settings.Path);
            }

            return next;
        }
        finally
        {
            _gate.Exit();
        }
    }

    private TimeSpan LookOnce()
    {
        try
        {
            return Follow();
        }
        catch (Exception exception)
        {
            // The watcher must outlive what was not foreseen, and that must not keep the site open for ever.
            return LoseBy(exception);
        }
    }

    private TimeSpan Follow()
    {
        CredentialFileStamp stamp = CredentialFileStamp.Of(settings.Path);
        if (stamp == _loaded)
        {
            Forget();
            return settings.PollInterval;
        }

        bool isFirst = _loaded is null && _served.Status.Snapshot is null;
        if (!isFirst && !CredentialFile.IsAccepted(settings.Path, stamp) && _settling.WaitBeforeReading(stamp) is { } wait)
        {
            return wait;
        }

        if (_read?.Stamp != stamp && _served.Status.Snapshot is { } last && CredentialFileReader.Holds(settings.Path, stamp, kind, last))
        {
            Forget();
            _loaded = stamp;
            _served.Keep();
            return settings.PollInterval;
        }

        return _read?.Stamp == stamp || TryRead(isFirst) ? Take(_read!, isFirst) : _settling.WaitAfterTornRead();
    }

    /// <summary>Reads the file, unless it is written to meanwhile. Of the first reading a part is better than nothing.</summary>
    private bool TryRead(bool isFirst)
    {
        long started = time.GetTimestamp();
        bool isTorn = !CredentialFileReader.TryRead(settings.Path, kind, out CredentialFileStamp stamp, out FileReading<T> reading);
        if (isTorn && !(isFirst && reading.Snapshot is not null && kind.PartOf(reading) is not null))
        {
            return false;
        }

        _read = new(isTorn ? default : stamp, reading, isTorn, time.GetElapsedTime(started));
        return true;
    }

    private TimeSpan Take(ReadFile<T> read, bool isFirst)
    {
        CredentialFileVerdict verdict = Judge(read, isFirst);
        switch (verdict.State)
        {
            case CredentialFileState.Whole:
                Forget();
                _loaded = read.Stamp;
                _served.Take(read.Reading, read.Took);
                return settings.PollInterval;
            case CredentialFileState.Settling or CredentialFileState.Shrunk:
                _loaded = null;
                _served.TakePart(verdict.State, read.Part ??= kind.PartOf(read.Reading), read.Reading.Unfinished);
                return read.Part is null && verdict.LastsFor is { } rest ? rest : Sooner(verdict.LastsFor);
            default:
                _loaded = null;
                return Sooner(_served.Lose(verdict.State));
        }
    }

    private CredentialFileVerdict Judge(ReadFile<T> read, bool isFirst)
    {
        if (read.IsTorn)
        {
            return new(CredentialFileState.Settling, CredentialFileEvidence.Still);
        }

        TimeSpan still = isFirst ? _settling.StillAtFirst(read.Stamp) : _settling.StillFor(read.Stamp);
        return CredentialFile.IsAccepted(settings.Path, read.Stamp)
            ? new(CredentialFileState.Whole, null)
            : kind.Judge(read.Reading, _served.Status.Snapshot, still);
    }

    private TimeSpan LoseBy(Exception exception)
    {
        FileLoss? foreseen = FileLoss.Of(exception);
        if (foreseen is null)
        {
            logger.FileCheckFailed(exception, settings.Path);
        }
        else if (foreseen.Obstacle == FileObstacle.OutOfMemory && _served.Status.Obstacle != FileObstacle.OutOfMemory)
        {
            FileObstacle.TellOutOfMemory(logger, settings);
        }

        return Lose(foreseen?.State ?? CredentialFileState.Unreadable, foreseen?.Obstacle);
    }

    private TimeSpan Lose(CredentialFileState state, FileObstacle? obstacle = null)
    {
        // Forgotten, so that the file is read again when it is back, whatever its stamp. Not for how long it has not held still: one that
        // comes and goes all the time is to be read in the end.
        _loaded = null;
        _read = null;
        return Sooner(_served.Lose(state, obstacle));
    }

    private void Forget()
    {
        _settling.Reset();
        _read = null;
    }

    /// <summary>The next poll, or sooner where something else is due.</summary>
    private TimeSpan Sooner(TimeSpan? due) => due < settings.PollInterval ? due.Value : settings.PollInterval;
}
