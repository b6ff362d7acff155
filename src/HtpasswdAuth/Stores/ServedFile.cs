namespace HtpasswdAuth;

/// <summary>What is served of a watched file, whatever becomes of the file.</summary>
/// <remarks>
/// A file that cannot be read is forgiven for a while and then nothing is served any longer. A file that is broken is there, but
/// nobody can say what it holds: the last good snapshot stays until somebody has repaired it.
/// </remarks>
internal sealed class ServedFile<T>(IWatchedFileKind<T> kind, TimeSpan grace, TimeProvider time)
    where T : class
{
    private volatile WatchedFileStatus<T> _status = new(null, default, FileTrouble.None, null, Closed: true);
    private volatile T? _current;

    public T? Current => _current;

    public WatchedFileStatus<T> Status => _status;

    /// <summary>Gets whether there never was a file, as far as is known, so that something may stand in for it.</summary>
    public bool MayStandIn { get; private set; } = true;

    /// <summary>Gets whether something does.</summary>
    public bool IsStoodIn => MayStandIn && _current is not null;

    /// <summary>The file was read.</summary>
    public void Take(FileReading<T> reading, TimeSpan took)
    {
        if (reading.Snapshot is not { } snapshot)
        {
            Break(reading.Flaw!);
            return;
        }

        MayStandIn = false;
        if (!TryKeep(snapshot))
        {
            WatchedFileStatus<T> before = _status;
            Serve(snapshot);
            kind.Loaded(before, snapshot, took);
        }
    }

    /// <summary>This process wrote the file.</summary>
    /// <returns>Whether what is served has changed.</returns>
    public bool Update(T snapshot)
    {
        MayStandIn = false;
        if (TryKeep(snapshot))
        {
            return false;
        }

        bool wasInTrouble = _status.Trouble != FileTrouble.None;
        Serve(snapshot);
        if (wasInTrouble)
        {
            kind.Back();
        }

        return true;
    }

    /// <summary>There is no file yet.</summary>
    public void StandIn(T standIn)
    {
        if (_current is null)
        {
            Serve(standIn);
        }
    }

    /// <summary>The file cannot be read.</summary>
    /// <returns>How long it will be forgiven yet; <see langword="null"/> when that makes no difference any longer, or never will.</returns>
    public TimeSpan? Lose(FileTrouble trouble)
    {
        RefuseStandIn(trouble);
        DateTimeOffset now = time.GetUtcNow();
        bool isNew = _status.UnavailableSince is null;
        _status = _status with { Trouble = trouble, Since = isNew ? now : _status.Since, Flaw = null, Closed = _current is null };
        if (_status.Closed)
        {
            if (isNew)
            {
                kind.Closed(_status);
            }

            return null;
        }

        if (isNew)
        {
            kind.Unavailable(_status);
        }

        return grace == Timeout.InfiniteTimeSpan ? null : CloseAfterGrace(_status.Since!.Value + grace - now);
    }

    private TimeSpan? CloseAfterGrace(TimeSpan left)
    {
        if (left > TimeSpan.Zero)
        {
            return left;
        }

        _status = _status with { Closed = true };
        _current = null;
        kind.Closed(_status);
        return null;
    }

    private void Break(string flaw)
    {
        RefuseStandIn(FileTrouble.Broken);
        DateTimeOffset since = _status.Trouble == FileTrouble.Broken ? _status.Since!.Value : time.GetUtcNow();
        _status = _status with { Trouble = FileTrouble.Broken, Since = since, Flaw = flaw, Closed = _current is null };
        kind.Broken(_status);
    }

    /// <summary>Touched, or put back: where the content is what is served, so stays the reference.</summary>
    private bool TryKeep(T snapshot)
    {
        if (_status.Snapshot is not { } last || !kind.ContentOf(last).Span.SequenceEqual(kind.ContentOf(snapshot).Span))
        {
            return false;
        }

        if (_status.Trouble != FileTrouble.None)
        {
            _status = _status with { Trouble = FileTrouble.None, Since = null, Flaw = null, Closed = false };
            _current = last;
            kind.Back();
        }

        return true;
    }

    private void Serve(T snapshot)
    {
        _status = new WatchedFileStatus<T>(snapshot, time.GetUtcNow(), FileTrouble.None, null, Closed: false);
        _current = snapshot;
    }

    /// <summary>What stands in is for a file that never was: not for one that others know of, nor for one that cannot be read.</summary>
    private void RefuseStandIn(FileTrouble trouble)
    {
        if (MayStandIn)
        {
            _status = _status with { Snapshot = null };
            _current = null;
        }

        if (trouble is FileTrouble.Unreadable or FileTrouble.TooLarge or FileTrouble.Broken)
        {
            MayStandIn = false;
        }
    }
}
