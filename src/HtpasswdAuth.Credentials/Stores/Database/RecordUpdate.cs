namespace HtpasswdAuth;

/// <summary>Reads what is held of a user, has it changed, and writes it if no other has written it since; otherwise it is read again.</summary>
internal static class RecordUpdate
{
    private const int MostAttempts = 1_000;

    /// <param name="session">A connection.</param>
    /// <param name="format">Which table.</param>
    /// <param name="user">The user's name.</param>
    /// <param name="change">Gets what is held and returns what is to be; the same reference or <see langword="null"/> to change nothing.</param>
    /// <param name="known">Is told every state of the row that was read or written.</param>
    /// <returns>Whether anything was changed.</returns>
    public static async Task<bool> RunAsync<TSnapshot, TRecord>(
        AccountSession session, IRecordFormat<TSnapshot, TRecord> format, string user, Func<TRecord, TRecord?> change, Action<AccountRow> known)
        where TSnapshot : class
        where TRecord : class
    {
        byte[] name = LineFormat.NameOf(user);
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            AccountRow read = await TableReader.ReadRowAsync(session, format.Table, name).ConfigureAwait(false);
            TRecord current = Read(format, read);
            known(read);
            TRecord? next = change(current);
            if (next is null || ReferenceEquals(next, current))
            {
                return false;
            }

            byte[]? lines = format.Write(user, next);
            long? version = await session.TryWriteAsync(format.Table, read, lines).ConfigureAwait(false);
            if (version is { } written)
            {
                known(new AccountRow(name, lines, written));
                return true;
            }
        }

        throw DatabaseException.Contended();
    }

    private static TRecord Read<TSnapshot, TRecord>(IRecordFormat<TSnapshot, TRecord> format, AccountRow row)
        where TSnapshot : class
        where TRecord : class
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
