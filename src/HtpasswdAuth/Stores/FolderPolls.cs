namespace HtpasswdAuth;

/// <summary>
/// The looks at all files of a folder, on one thread that sleeps between them and that nothing waits for: where the file system hangs it
/// hangs, and no other folder's looks do. Timers of the thread pool would wake several threads that spin before they sleep again.
/// </summary>
internal sealed class FolderPolls
{
    private static readonly Lock Folders = new();
    private static readonly Dictionary<string, FolderPolls> All = new(StringComparer.Ordinal);

    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly object _gate = new();
    private readonly List<Poll> _polls = [];
    private readonly string _folder;
    private bool _isRunning;
    private bool _isAwake;

    private FolderPolls(string folder) => _folder = folder;

    /// <summary>Makes a timer whose work runs on the folder's thread; it is not set yet.</summary>
    /// <param name="folder">The full path.</param>
    /// <param name="callbacks">Whom failures are reported to.</param>
    /// <param name="work">What is to be done when it is due.</param>
    public static ITimer CreateTimer(string folder, Callbacks callbacks, Action work)
    {
        lock (Folders)
        {
            if (!All.TryGetValue(folder, out FolderPolls? polls))
            {
                All[folder] = polls = new FolderPolls(folder);
            }

            return polls.Add(callbacks, work);
        }
    }

    private Poll Add(Callbacks callbacks, Action work)
    {
        lock (_gate)
        {
            var poll = new Poll(this, callbacks, work);
            _polls.Add(poll);
            if (!_isRunning)
            {
                callbacks.StartThread(CallbackNames.FolderLooks, RunNext);
                _isRunning = true;
            }

            return poll;
        }
    }

    private void Remove(Poll poll)
    {
        lock (Folders)
        {
            lock (_gate)
            {
                _polls.Remove(poll);
                if (_polls.Count == 0)
                {
                    // A thread that hangs is left behind; the folder's next file gets another.
                    All.Remove(_folder);
                    Monitor.Pulse(_gate);
                }
            }
        }
    }

    private void Set(Poll poll, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            poll.Set(dueTime, period);
            Monitor.Pulse(_gate);
        }
    }

    /// <returns><see langword="false"/> when there are no files any more.</returns>
    private bool RunNext()
    {
        if (WaitForNext() is not { } next)
        {
            return false;
        }

        next.Run();
        return true;
    }

    private Poll? WaitForNext()
    {
        lock (_gate)
        {
            while (_polls.Count > 0)
            {
                long now = Time.GetTimestamp();
                Poll first = _polls.MinBy(poll => poll.Due)!;
                Poll? next = first.Due <= now ? first : null;
                _isAwake |= next is not null;

                // One that is woken for a file looks at those too whose turn comes soon; from then on they have their turn together.
                next ??= _isAwake ? _polls.Find(poll => poll.MayRunAt(now)) : null;
                if (next is not null)
                {
                    next.Taken();
                    return next;
                }

                _isAwake = false;
                Monitor.Wait(_gate, first.WaitFrom(now));
            }

            return null;
        }
    }

    private sealed class Poll(FolderPolls folder, Callbacks callbacks, Action work) : ITimer
    {
        private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

        private TimeSpan _period;
        private long _early;

        public long Due { get; private set; } = long.MaxValue;

        public void Run() => callbacks.Run(CallbackNames.FileLook, work);

        public void Set(TimeSpan dueTime, TimeSpan period)
        {
            long now = Time.GetTimestamp();
            _period = period;
            Due = now + ToTimestamp(dueTime);
            _early = dueTime < Soon ? Due : now + ToTimestamp(dueTime / 2);
        }

        public void Taken() => Set(_period, _period);

        public bool MayRunAt(long now) => Due != long.MaxValue && _early <= now;

        public TimeSpan WaitFrom(long now)
        {
            // Rounded up: one that wakes too early has to sleep again.
            TimeSpan longest = TimeSpan.FromHours(1);
            TimeSpan wait = Due == long.MaxValue ? longest : Time.GetElapsedTime(now, Due) + TimeSpan.FromMilliseconds(1);
            return wait < longest ? wait : longest;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            folder.Set(this, dueTime, period);
            return true;
        }

        public void Dispose() => folder.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static long ToTimestamp(TimeSpan time) => (long)(time.TotalSeconds * Time.TimestampFrequency);
    }
}
