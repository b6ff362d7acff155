namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// Changes what is held of a user, atomically among all nodes: it is read, changed, and written if nobody else has written it since,
/// otherwise read again. Here one waits for another, so that only nodes contend.
/// </summary>
internal sealed class RecordWriter<TSnapshot, TRecord>(
    FleetDatabase database, Replica<TSnapshot> replica, IRecordFormat<TSnapshot, TRecord> format, ChangeNotifier notifier) : IDisposable
    where TSnapshot : class
    where TRecord : class
{
    private readonly SemaphoreSlim[] _queues = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <param name="user">The user's name.</param>
    /// <param name="change">Gets what is held and returns what is to be; the same reference or <see langword="null"/> to change nothing.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task UpdateAsync(string user, Func<TRecord, TRecord?> change, CancellationToken cancellationToken)
    {
        // A database that this program could not read it must not write either.
        if (!replica.IsLoaded)
        {
            throw DatabaseException.Unread();
        }

        byte[] name = LineFormat.NameOf(user);
        SemaphoreSlim queue = _queues[(uint)NameComparer.Instance.GetHashCode(name) % (uint)_queues.Length];
        if (!await queue.WaitAsync(database.Timeout, cancellationToken).ConfigureAwait(false))
        {
            throw DatabaseException.Contended();
        }

        try
        {
            bool changed = await database.RunAsync(
                session => RecordUpdate.RunAsync(session, format, user, change, replica.Apply), cancellationToken).ConfigureAwait(false);
            if (changed)
            {
                notifier.Tell();
            }
        }
        finally
        {
            queue.Release();
        }
    }

    public void Dispose() => Array.ForEach(_queues, queue => queue.Dispose());
}
