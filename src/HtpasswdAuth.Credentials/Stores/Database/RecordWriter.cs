namespace HtpasswdAuth;

/// <summary>
/// Changes what is held of a user, atomically among all processes: it is read, changed, and written if no other has written it since,
/// otherwise read again. Callers of one process wait for each other, so that only processes contend.
/// </summary>
internal sealed class RecordWriter<TSnapshot, TRecord>(
    AccountDatabase database, Replica<TSnapshot> replica, IRecordFormat<TSnapshot, TRecord> format, Action changed) : IDisposable
    where TSnapshot : class
    where TRecord : class
{
    private readonly SemaphoreSlim[] _queues = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <param name="user">The user's name.</param>
    /// <param name="change">Gets what is held and returns what is to be; the same reference or <see langword="null"/> to change nothing.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task UpdateAsync(string user, Func<TRecord, TRecord?> change, CancellationToken cancellationToken)
    {
        // What cannot be read, or is older than what was read, must not be written either.
        if (replica.Current is null)
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
            bool isChanged = await database.UseAsync(
                session => RecordUpdate.RunAsync(session, format, user, change, replica.Apply), cancellationToken).ConfigureAwait(false);
            if (isChanged)
            {
                changed();
            }
        }
        finally
        {
            queue.Release();
        }
    }

    public void Dispose() => Array.ForEach(_queues, queue => queue.Dispose());
}
