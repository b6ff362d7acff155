namespace HtpasswdAuth;

/// <summary>What is served of a watched file, whatever becomes of the file.</summary>
/// <remarks>
/// A file that cannot be used is forgiven for a while and then nothing is served any longer. A file that is broken is there, but
/// what it holds cannot be said: the last good snapshot stays until it is repaired. Of a file that may not be whole the part that is
/// there is served, and the users who are missing in it are in doubt.
/// </remarks>
internal sealed class ServedFile<T>(IWatchedFileKind<T> kind, TimeSpan grace, TimeProvider time)
    where T : class
{
    private volatile WatchedFileStatus<T> _status = new(null, default, CredentialFileState.Whole, null, Closed: true);
    private volatile ServedSnapshot<T>? _served;
    private long _lostAt;

    public T? Current => _served?.Snapshot;

    /// <summary>Gets whom what is served says nothing of; <see langword="null"/> where it is the whole file.</summary>
    public FileDoubt<T>? Doubt => _served?.Doubt;

    public WatchedFileStatus<T> Status => _status;

    /// <summary>The file was read and is whole, or broken.</summary>
    public void Take(FileReading<T> reading, TimeSpan took)
    {
        if (reading.Snapshot is not { } snapshot)
        {
            Break(reading.Flaw!);
            return;
        }

        if (!TryKeep(snapshot))
        {
            WatchedFileStatus<T> before = _status;
            Serve(snapshot);
            kind.Loaded(before, snapshot, took);
        }
    }

    /// <summary>The file was read and may not be whole.</summary>
    /// <param name="state">Whether it is settling or has shrunk.</param>
    /// <param name="part">What is served of it; <see langword="null"/> to go on as before.</param>
    /// <param name="unfinished">The line at its end that is not finished.</param>
    public void TakePart(CredentialFileState state, T? part, ReadOnlyMemory<byte> unfinished)
    {
        bool isNew = _status.State != state;
        DateTimeOffset since = isNew ? time.GetUtcNow() : _status.Since!.Value;
        if (part is not null)
        {
            _served = new(part, new(_status.Snapshot, unfinished));
        }
        else
        {
            DoubtAll();
        }

        _status = _status with { State = state, Since = since, Flaw = null, Obstacle = null, Closed = _served is null };
        if (isNew)
        {
            kind.InDoubt(_status, part);
        }
    }

    /// <summary>This process wrote the file.</summary>
    /// <returns>Whether what is served has changed.</returns>
    public bool Update(T snapshot)
    {
        if (TryKeep(snapshot))
        {
            return false;
        }

        bool wasWhole = _status.State == CredentialFileState.Whole;
        Serve(snapshot);
        if (!wasWhole)
        {
            kind.Back();
        }

        return true;
    }

    /// <summary>The file cannot be used.</summary>
    /// <param name="state">Why not.</param>
    /// <param name="obstacle">Why not, where the state does not say it.</param>
    /// <returns>How long it will be forgiven yet; <see langword="null"/> when that makes no difference any longer, or never will.</returns>
    public TimeSpan? Lose(CredentialFileState state, FileObstacle? obstacle = null)
    {
        DoubtAll();
        bool isNew = !_status.IsLost;
        if (isNew)
        {
            _lostAt = time.GetTimestamp();
        }

        DateTimeOffset? since = isNew ? time.GetUtcNow() : _status.Since;
        _status = _status with { State = state, Since = since, Flaw = null, Obstacle = obstacle, Closed = _served is null };
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

        return grace == Timeout.InfiniteTimeSpan ? null : CloseAfterGrace(grace - time.GetElapsedTime(_lostAt));
    }

    /// <summary>What is served may be old, for any user.</summary>
    private void DoubtAll() => _served = _served is { } served ? served with { Doubt = FileDoubt<T>.OfAll } : null;

    private TimeSpan? CloseAfterGrace(TimeSpan left)
    {
        if (left > TimeSpan.Zero)
        {
            return left;
        }

        _status = _status with { Closed = true };
        _served = null;
        kind.Closed(_status);
        return null;
    }

    private void Break(string flaw)
    {
        DateTimeOffset since = _status.Flaw is not null ? _status.Since!.Value : time.GetUtcNow();
        _status = _status with { State = CredentialFileState.Foreign, Since = since, Flaw = flaw, Obstacle = null, Closed = _served is null };
        kind.Broken(_status);
    }

    /// <summary>Touched, or put back: where the content is what is served, so stays the reference.</summary>
    private bool TryKeep(T snapshot)
    {
        bool isSame = _status.Snapshot is { } last && kind.AreSame(last, snapshot);
        if (isSame)
        {
            Keep();
        }

        return isSame;
    }

    /// <summary>The file is the last whole snapshot, still or again.</summary>
    public void Keep()
    {
        if (_status.State != CredentialFileState.Whole)
        {
            _status = _status with { State = CredentialFileState.Whole, Since = null, Flaw = null, Obstacle = null, Closed = false };
            _served = new(_status.Snapshot!, null);
            kind.Back();
        }
    }

    private void Serve(T snapshot)
    {
        _status = new WatchedFileStatus<T>(snapshot, time.GetUtcNow(), CredentialFileState.Whole, null, Closed: false);
        _served = new(snapshot, null);
    }
}

/// <summary>A snapshot with what it does not tell; exchanged as one.</summary>
internal sealed record ServedSnapshot<T>(T Snapshot, FileDoubt<T>? Doubt)
    where T : class;

/// <summary>Whom a part of a file says nothing of, though the file may have them.</summary>
/// <param name="Last">The last whole snapshot: its users may be there still; <see langword="null"/> before the first, when any user may be.</param>
/// <param name="Unfinished">The line that was not finished.</param>
/// <param name="IsOfAll">Whether what is served is no part of the file that is there, so that any mismatch may be a match by that.</param>
internal sealed record FileDoubt<T>(T? Last, ReadOnlyMemory<byte> Unfinished, bool IsOfAll = false)
    where T : class
{
    public static readonly FileDoubt<T> OfAll = new(null, default, IsOfAll: true);

    /// <summary>Whether the unfinished line may become that of the user.</summary>
    public bool MayConcern(ReadOnlySpan<byte> userName)
    {
        ReadOnlySpan<byte> text = Unfinished.Span.TrimStart(" \t\v\f\r"u8);
        int colon = text.IndexOf((byte)':');
        return colon < 0 ? !text.IsEmpty && userName.StartsWith(text) : userName.SequenceEqual(text[..colon]);
    }
}
