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
    private const int MostAttempts = 1_000;

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
            await database.RunAsync(session => UpdateAsync(session, user, name, change), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            queue.Release();
        }
    }

    public void Dispose() => Array.ForEach(_queues, queue => queue.Dispose());

    private async Task<bool> UpdateAsync(DatabaseSession session, string user, byte[] name, Func<TRecord, TRecord?> change)
    {
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            FleetRow read = await TableReader.ReadRowAsync(session, format.Table, name).ConfigureAwait(false);
            TRecord current = Read(read);
            replica.Apply(read);
            TRecord? next = change(current);
            if (next is null || ReferenceEquals(next, current))
            {
                return false;
            }

            byte[]? lines = format.Write(user, next);
            long? version = await TableWriter.TryWriteAsync(session, format.Table, read, lines).ConfigureAwait(false);
            if (version is { } written)
            {
                replica.Apply(new FleetRow(name, lines, written));
                notifier.Tell();
                return true;
            }
        }

        throw DatabaseException.Contended();
    }

    private TRecord Read(FleetRow row)
    {
        try
        {
            return format.Read(row);
        }
        catch (InvalidDataException exception)
        {
            // To a caller it is one with a store that cannot be used; the log tells the difference.
            throw new IOException("What the database holds of the user cannot be read: restore it, or remove the row.", exception);
        }
    }
}
