using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// A file kept in memory as an immutable snapshot that follows it. A reload swaps one reference; readers never wait for it.
/// </summary>
internal sealed class WatchedFile<T>(WatchedFileSettings settings, IWatchedFileKind<T> kind, TimeProvider time, ILogger logger) : IDisposable
    where T : class
{
    private readonly Lock _gate = new();
    private readonly FileSettling _settling = new(time);
    private readonly ServedFile<T> _served = new(kind, settings.Grace, time);
    private CredentialFileWatcher? _watcher;
    private CredentialFileStamp? _loaded;

    /// <summary>Gets the snapshot that is served; <see langword="null"/> for none.</summary>
    public T? Current => _served.Current;

    public WatchedFileStatus<T> Status => _served.Status;

    /// <summary>Reads the file for the first time and begins to watch it. A missing file is no error.</summary>
    public void Start()
    {
        TimeSpan next = Look();
        _watcher = new CredentialFileWatcher(settings.Path, next, settings.PollInterval, Look, time, logger);
    }

    public void Dispose() => _watcher?.Dispose();

    /// <summary>Looks at the file once and returns when to look again.</summary>
    public TimeSpan Look()
    {
        lock (_gate)
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
    }

    /// <summary>
    /// Changes the file by this process and serves what it wrote. No look comes between the writing and the serving, so that
    /// what is served never goes back to an older state of the file.
    /// </summary>
    /// <param name="write">
    /// Writes and returns the file as it is then. It gets a check to be made with the file locked, which throws
    /// <see cref="FileGoneException"/> where the file is missing and a new one must not take its place.
    /// </param>
    /// <returns>Whether what is served has changed.</returns>
    public bool Write(Func<Action, T> write)
    {
        lock (_gate)
        {
            bool mayCreate = _served.IsStoodIn;
            T snapshot = write(() => RequireFile(mayCreate));
            bool nothingToWrite = mayCreate && !File.Exists(settings.Path);
            if (nothingToWrite || !_served.Update(snapshot))
            {
                return false;
            }

            // Others may have written since, so whose stamp the file has now nobody can say: it will be read once more.
            _loaded = null;
            return true;
        }
    }

    private TimeSpan LookOnce()
    {
        T? standIn = null;
        try
        {
            // Once it stands in, it does until there is a file: the first enrolment is in the state before it is in a file.
            standIn = _served.MayStandIn ? _served.Current ?? kind.StandIn : null;
            return Follow();
        }
        catch (FileNotFoundException) when (standIn is not null)
        {
            _settling.Reset();
            _served.StandIn(standIn);
            return settings.PollInterval;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Lose(exception switch
            {
                FileNotFoundException or DirectoryNotFoundException => FileTrouble.Missing,
                CredentialFileTooLargeException => FileTrouble.TooLarge,
                _ => FileTrouble.Unreadable,
            });
        }
        catch (Exception exception)
        {
            // The watcher must outlive what nobody foresaw, and what nobody foresaw must not keep the door open for ever.
            logger.FileCheckFailed(exception, settings.Path);
            return Lose(FileTrouble.Unexpected);
        }
    }

    private TimeSpan Follow()
    {
        CredentialFileStamp stamp = CredentialFileStamp.Of(settings.Path);
        if (stamp == _loaded)
        {
            _settling.Reset();
            return settings.PollInterval;
        }

        bool first = _loaded is null && _served.Status.Snapshot is null;
        if (!first && _settling.WaitBeforeReading(stamp) is { } wait)
        {
            return wait;
        }

        long started = time.GetTimestamp();
        bool torn = !CredentialFileReader.TryRead(settings.Path, kind, out stamp, out FileReading<T> reading);
        if (torn && !(first && settings.ServesTornAtStart))
        {
            return _settling.WaitAfterTornRead();
        }

        if (!first && _settling.WaitForTheRest(stamp, reading.LooksWhole) is { } longer)
        {
            return longer;
        }

        _settling.Reset();
        _loaded = stamp;
        _served.Take(reading, time.GetElapsedTime(started));
        return settings.PollInterval;
    }

    private TimeSpan Lose(FileTrouble trouble)
    {
        // Forgotten, so that the file is read again when it is back, whatever its stamp.
        _loaded = null;
        _settling.Reset();
        TimeSpan? graceLeft = _served.Lose(trouble);
        return graceLeft < settings.PollInterval ? graceLeft.Value : settings.PollInterval;
    }

    private void RequireFile(bool mayCreate)
    {
        if (!mayCreate && !File.Exists(settings.Path))
        {
            throw new FileGoneException();
        }
    }
}
