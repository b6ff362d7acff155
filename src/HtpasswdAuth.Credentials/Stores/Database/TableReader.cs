using System.Data.Common;

namespace HtpasswdAuth;

/// <summary>Reads a table that every process has a copy of.</summary>
internal static class TableReader
{
    private const int PageSize = 10_000;

    public static Task<Dictionary<string, long>> ReadVersionsAsync(AccountDatabase database, CancellationToken cancellationToken) =>
        database.UseAsync(ReadVersionsAsync, cancellationToken);

    public static async Task<Dictionary<string, long>> ReadVersionsAsync(AccountSession session)
    {
        List<(string Name, long Version)> rows = await session.ReadAsync(
            AccountSql.ReadVersions, null, reader => (reader.GetString(0), reader.GetInt64(1))).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Name, row => row.Version, StringComparer.Ordinal);
    }

    /// <summary>At most so many rows that have changed since a version, the earliest first.</summary>
    public static Task<List<AccountRow>> ReadChangedAsync(
        AccountDatabase database, AccountTable table, long since, int most, CancellationToken cancellationToken) => database.UseAsync(
            session => session.ReadAsync(
                AccountSql.ReadChanged,
                table,
                reader => new AccountRow(reader.GetFieldValue<byte[]>(0), Value(reader, 1), reader.GetInt64(2)),
                since,
                most),
            cancellationToken);

    /// <summary>One row; of version 0 if there is none.</summary>
    public static async Task<AccountRow> ReadRowAsync(AccountSession session, AccountTable table, byte[] name)
    {
        List<AccountRow> rows = await session.ReadAsync(
            AccountSql.ReadRow, table, reader => new AccountRow(name, Value(reader, 0), reader.GetInt64(1)), name).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : new AccountRow(name, null, 0);
    }

    /// <summary>All that is held, page by page.</summary>
    public static async Task ReadPagesAsync(AccountSession session, AccountTable table, IRowSink sink)
    {
        // The empty name stands for all users in one of the tables, and comes before all others.
        AccountRow first = await ReadRowAsync(session, table, []).ConfigureAwait(false);
        if (first.Value is not null)
        {
            sink.Add(first.Name, first.Value);
        }

        byte[] last = [];
        for (int read = PageSize; read == PageSize;)
        {
            session.GoOn();
            List<(byte[] Name, byte[] Value)> page = await session.ReadAsync(
                AccountSql.ReadPage, table, reader => (reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)), last, PageSize)
                .ConfigureAwait(false);
            page.ForEach(row => sink.Add(row.Name, row.Value));
            read = page.Count;
            last = read > 0 ? page[^1].Name : last;
        }
    }

    private static byte[]? Value(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
}
