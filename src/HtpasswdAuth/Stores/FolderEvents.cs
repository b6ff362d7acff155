using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The events of a folder, also after it was deleted and made anew, or another was put in its place.</summary>
/// <remarks>
/// The folder is watched, not the file's name: an editor's rename and a swapped link two levels up (Kubernetes secrets) are events
/// of other names.
/// </remarks>
/// <param name="folder">The full path.</param>
/// <param name="pollInterval">How often the file is looked at without an event; for the log.</param>
/// <param name="changed">Called on any event.</param>
/// <param name="callbacks">Where failures are reported.</param>
/// <param name="logger">Told when there are no events to be had.</param>
internal sealed class FolderEvents(string folder, TimeSpan pollInterval, Action changed, Callbacks callbacks, ILogger logger) : IDisposable
{
    /// <summary>How many looks are made without events before they are tried again: what used up the system's may be gone.</summary>
    private const int LooksBetweenTries = 60;

    private const int GoneError = 2;

    private readonly Lock _gate = new();
    private IDisposable? _watch;
    private UInt128? _identity;
    private int _looksWithoutEvents;
    private bool _isTold;
    private volatile bool _isBroken;
    private bool _disposed;

    /// <summary>
    /// Sees to it that events are those of the folder that has the name now. For the thread that looks at the file: where the file system
    /// hangs, this hangs.
    /// </summary>
    public void Follow()
    {
        UInt128? identity = Identity();
        bool isTried = _watch is not null || ++_looksWithoutEvents < LooksBetweenTries;
        if (identity == _identity && !_isBroken && isTried)
        {
            return;
        }

        _identity = identity;
        _isBroken = false;
        _looksWithoutEvents = 0;
        Replace(identity is null ? null : TryWatch());
    }

    /// <summary>
    /// At once: outside Linux a folder that is deleted first would be watched for ever. It waits for no file system, since the system keeps
    /// what is watched in its own memory.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        callbacks.Run(CallbackNames.FileEventsEnd, () => Replace(null));
    }

    /// <summary>Zero where the platform has none: what happens to the folder is then an error of the watcher's.</summary>
    private UInt128? Identity()
    {
        try
        {
            return OperatingSystem.IsLinux() ? CredentialFileStamp.Of(folder).Identity : Directory.Exists(folder) ? 0 : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Replace(IDisposable? watch)
    {
        IDisposable? old;
        lock (_gate)
        {
            old = _watch;
            _watch = _disposed ? null : watch;
        }

        old?.Dispose();
        if (_disposed)
        {
            watch?.Dispose();
        }
    }

    private IDisposable? TryWatch()
    {
        try
        {
            IDisposable watch = OperatingSystem.IsLinux() ? LinuxFolderWatches.Start(folder, Signal, End, callbacks) : WatchByLibrary();
            _isTold = false;
            return watch;
        }
        catch (IOException exception) when (exception.HResult == GoneError)
        {
            // Gone between two looks at it; the next one may bear the same number.
            _identity = null;
            return null;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            if (!_isTold)
            {
                _isTold = true;
                logger.FileEventsUnavailable(folder, exception.GetType().Name, pollInterval);
            }

            return null;
        }
    }

    private FileSystemWatcher WatchByLibrary()
    {
        var watcher = new FileSystemWatcher(folder)
        {
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite
                | NotifyFilters.Size | NotifyFilters.Attributes | NotifyFilters.Security,
        };
        try
        {
            watcher.Changed += (_, _) => Signal();
            watcher.Created += (_, _) => Signal();
            watcher.Deleted += (_, _) => Signal();
            watcher.Renamed += (_, _) => Signal();
            watcher.Error += (_, error) => Fail(error.GetException());
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch
        {
            watcher.Dispose();
            throw;
        }
    }

    private void Signal() => callbacks.Run(CallbackNames.FileEvent, changed);

    private void End()
    {
        _isBroken = true;
        Signal();
    }

    /// <summary>A full queue only lost events, and one look makes up for all of them; after anything else there will be no more.</summary>
    private void Fail(Exception exception)
    {
        _isBroken |= exception is not InternalBufferOverflowException;
        Signal();
    }
}
