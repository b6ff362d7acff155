using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// Says when a file may have changed: on file system events, and on a timer all the same, since events get lost (network file
/// systems, containers, links whose target lies elsewhere, full queues).
/// </summary>
/// <remarks>
/// It watches the directory, not the name: an editor's rename and a swapped link two levels up (Kubernetes secrets) are events
/// of other names. Any event in the directory leads to no more than one look at the file's stamp.
/// </remarks>
internal sealed class CredentialFileWatcher : IDisposable
{
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Func<TimeSpan> _look;
    private FileSystemWatcher? _events;
    private bool _disposed;
    private int _pending;

    /// <param name="path">The full path of the file.</param>
    /// <param name="firstLook">When to look first.</param>
    /// <param name="pollInterval">How often the file is looked at without an event; for the log.</param>
    /// <param name="look">Looks at the file and returns when to look again at the latest. Never called twice at once; must not throw.</param>
    /// <param name="time">The clock of the timer.</param>
    /// <param name="logger">Told when there are no events to be had.</param>
    public CredentialFileWatcher(string path, TimeSpan firstLook, TimeSpan pollInterval, Func<TimeSpan> look, TimeProvider time, ILogger logger)
    {
        _look = look;
        _events = TryWatch(Path.GetDirectoryName(path)!, pollInterval, logger);
        _timer = time.CreateTimer(static state => ((CredentialFileWatcher)state!).Look(), this, firstLook, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _events?.Dispose();
            _events = null;
            _timer.Dispose();
        }
    }

    private FileSystemWatcher? TryWatch(string directory, TimeSpan pollInterval, ILogger logger)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(directory)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite
                    | NotifyFilters.Size | NotifyFilters.Attributes | NotifyFilters.Security,
            };
            watcher.Changed += (_, _) => Signal();
            watcher.Created += (_, _) => Signal();
            watcher.Deleted += (_, _) => Signal();
            watcher.Renamed += (_, _) => Signal();
            watcher.Error += (_, _) => Signal();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            watcher?.Dispose();
            logger.FileEventsUnavailable(directory, exception.GetType().Name, pollInterval);
            return null;
        }
    }

    /// <summary>However many events come in a burst, one look is enough for all that came before it began.</summary>
    private void Signal()
    {
        if (Interlocked.Exchange(ref _pending, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static watcher => watcher.Look(), this, preferLocal: false);
        }
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            Volatile.Write(ref _pending, 0);
            _timer.Change(_look(), Timeout.InfiniteTimeSpan);
        }
    }
}
