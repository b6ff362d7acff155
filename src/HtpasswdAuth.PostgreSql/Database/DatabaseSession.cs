using System.Data;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>A connection in use. An instance is for one call after another.</summary>
internal sealed class DatabaseSession(NpgsqlConnection connection, FleetDatabase database, CancellationTokenSource limit)
{
    private NpgsqlTransaction? _transaction;

    /// <summary>Gets what ends the work: the caller, or the time.</summary>
    public CancellationToken Token => limit.Token;

    public NpgsqlConnection Connection => connection;

    /// <summary>Gets whether something was sent that may have been done, though no answer tells it.</summary>
    public bool MayHaveChanged { get; private set; }

    public NpgsqlTransaction Transaction => _transaction ?? throw new InvalidOperationException("There is no transaction.");

    /// <summary>Another part is there: the time begins anew.</summary>
    public void GoOn() => limit.CancelAfter(database.Timeout);

    /// <summary>From now on only the caller ends the work.</summary>
    public void TakeYourTime() => limit.CancelAfter(Timeout.InfiniteTimeSpan);

    public string Text(string sql, FleetTable? table = null) => database.Text.Of(sql, table);

    public async Task<NpgsqlTransaction> BeginAsync()
    {
        _transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, Token).ConfigureAwait(false);
        return _transaction;
    }

    /// <summary>
    /// Before a change that nothing is read for: the connection has not ended while it lay idle, so that only what ends now leaves it open
    /// whether the change was made.
    /// </summary>
    public Task ProveAsync() => ReadValueAsync(Sql.Ping, null);

    /// <summary>A command. Its first parameter is <c>$1</c>.</summary>
    public NpgsqlCommand Command(string sql, FleetTable? table, params NpgsqlParameter[] parameters)
    {
        MayHaveChanged |= Sql.MayChange(sql);
        var command = new NpgsqlCommand(Text(sql, table), connection);
        command.Parameters.AddRange(parameters);
        return command;
    }

    public async Task<int> ExecuteAsync(string sql, FleetTable? table, params NpgsqlParameter[] parameters)
    {
        NpgsqlCommand command = Command(sql, table, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(Token).ConfigureAwait(false);
        }
    }

    public async Task<object?> ReadValueAsync(string sql, FleetTable? table, params NpgsqlParameter[] parameters)
    {
        NpgsqlCommand command = Command(sql, table, parameters);
        await using (command.ConfigureAwait(false))
        {
            object? value = await command.ExecuteScalarAsync(Token).ConfigureAwait(false);
            return value is DBNull ? null : value;
        }
    }

    public async Task<List<T>> ReadAsync<T>(string sql, FleetTable? table, Func<NpgsqlDataReader, T> row, params NpgsqlParameter[] parameters)
    {
        List<T> rows = [];
        NpgsqlCommand command = Command(sql, table, parameters);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(Token).ConfigureAwait(false);
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

    /// <summary>Within a transaction, something the database may not know.</summary>
    /// <returns>Whether it does. If not, the transaction goes on all the same.</returns>
    public async Task<bool> TryExecuteAsync(string sql, params NpgsqlParameter[] parameters)
    {
        const string Point = "attempt";
        NpgsqlTransaction transaction = Transaction;
        await transaction.SaveAsync(Point, Token).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(sql, null, parameters).ConfigureAwait(false);
            await transaction.ReleaseAsync(Point, Token).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException exception) when (PostgreSqlOnly.IsMissing(exception.SqlState))
        {
            await transaction.RollbackAsync(Point, Token).ConfigureAwait(false);
            return false;
        }
    }
}
