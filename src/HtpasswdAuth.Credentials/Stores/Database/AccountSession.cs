using System.Data.Common;

namespace HtpasswdAuth;

/// <summary>A connection to an account database in use. An instance is for one call after another.</summary>
internal abstract class AccountSession(DbConnection connection)
{
    /// <summary>Gets what ends the work: the caller, or the time.</summary>
    public abstract CancellationToken Token { get; }

    /// <summary>Another part is there: the time for the whole begins anew.</summary>
    public virtual void GoOn()
    {
    }

    /// <summary>The text of a statement for this database.</summary>
    public abstract string Text(string sql, AccountTable? table = null);

    /// <summary>Replaces a row that was read, in one transaction together with the table's version.</summary>
    /// <param name="table">The table.</param>
    /// <param name="read">The row as it was read; of version 0 if there was none.</param>
    /// <param name="value">What is to be held; <see langword="null"/> for nothing.</param>
    /// <returns>The row's new version; <see langword="null"/> if another caller has changed it since.</returns>
    public abstract Task<long?> TryWriteAsync(AccountTable table, AccountRow read, byte[]? value);

    /// <summary>A command. Its first parameter is <c>$1</c>. A value that is a <see cref="DbParameter"/> is taken as it is.</summary>
    public virtual DbCommand Command(string sql, AccountTable? table, params object?[] values)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = Text(sql, table);
        for (int number = 1; number <= values.Length; number++)
        {
            command.Parameters.Add(values[number - 1] as DbParameter ?? Parameter(command, number, values[number - 1]));
        }

        return command;
    }

    public async Task<int> ExecuteAsync(string sql, AccountTable? table, params object?[] values)
    {
        DbCommand command = Command(sql, table, values);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(Token).ConfigureAwait(false);
        }
    }

    public async Task<object?> ReadValueAsync(string sql, AccountTable? table, params object?[] values)
    {
        DbCommand command = Command(sql, table, values);
        await using (command.ConfigureAwait(false))
        {
            object? value = await command.ExecuteScalarAsync(Token).ConfigureAwait(false);
            return value is DBNull ? null : value;
        }
    }

    public async Task<List<T>> ReadAsync<T>(string sql, AccountTable? table, Func<DbDataReader, T> row, params object?[] values)
    {
        List<T> rows = [];
        DbCommand command = Command(sql, table, values);
        await using (command.ConfigureAwait(false))
        {
            DbDataReader reader = await command.ExecuteReaderAsync(Token).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(Token).ConfigureAwait(false))
                {
                    rows.Add(row(reader));
                }
            }
        }

        return rows;
    }

    protected virtual DbParameter Parameter(DbCommand command, int number, object? value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.Value = value ?? DBNull.Value;
        return parameter;
    }
}
