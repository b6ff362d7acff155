using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite;

/// <summary>A connection to a SQLite database in use.</summary>
internal sealed class SqliteSession(SqliteConnection connection, CancellationToken token) : AccountSession(connection)
{
    public override CancellationToken Token => token;

    public SqliteConnection Connection => connection;

    public override string Text(string sql, AccountTable? table = null)
    {
        string text = sql.Replace("@schema.", "", StringComparison.Ordinal);
        return table is null
            ? text
            : text.Replace("@table", table.Name, StringComparison.Ordinal).Replace("@value", table.ValueColumn, StringComparison.Ordinal);
    }

    public override async Task<long?> TryWriteAsync(AccountTable table, AccountRow read, byte[]? value)
    {
        // Immediate: it waits for other writers now, and not when it has read what they are about to change.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long? version = await WriteAsync(table, read, value).ConfigureAwait(false);
        if (version is not null)
        {
            transaction.Commit();
        }

        return version;
    }

    /// <summary>As <see cref="TryWriteAsync"/>, within a transaction that the caller commits.</summary>
    public async Task<long?> WriteAsync(AccountTable table, AccountRow read, byte[]? value)
    {
        long version = await TakeVersionAsync(table).ConfigureAwait(false);
        int written = read.Version == 0
            ? await ExecuteAsync(SqliteSql.InsertRow, table, read.Name, value, version).ConfigureAwait(false)
            : await ExecuteAsync(SqliteSql.UpdateRow, table, read.Name, value, version, read.Version).ConfigureAwait(false);
        return written == 0 ? null : version;
    }

    /// <summary>Within a transaction, the next version of a table.</summary>
    public async Task<long> TakeVersionAsync(AccountTable table) =>
        await ReadValueAsync(SqliteSql.TakeVersion, table).ConfigureAwait(false) is long version
            ? version
            : throw SqliteFailure.Damaged(connection.DataSource);

    protected override DbParameter Parameter(DbCommand command, int number, object? value) =>
        new SqliteParameter($"${number}", value ?? DBNull.Value);
}
