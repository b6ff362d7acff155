using System.Data;
using System.Data.Common;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>A connection in use. An instance is for one call after another.</summary>
internal sealed class DatabaseSession(NpgsqlConnection connection, FleetDatabase database, CancellationTokenSource limit) : AccountSession(connection)
{
    private NpgsqlTransaction? _transaction;

    public override CancellationToken Token => limit.Token;

    public NpgsqlConnection Connection => connection;

    /// <summary>Gets whether something was sent that may have been done, though no answer tells it.</summary>
    public bool MayHaveChanged { get; private set; }

    public NpgsqlTransaction Transaction => _transaction ?? throw new InvalidOperationException("There is no transaction.");

    public override void GoOn() => limit.CancelAfter(database.Timeout);

    /// <summary>From now on only the caller ends the work.</summary>
    public void TakeYourTime() => limit.CancelAfter(Timeout.InfiniteTimeSpan);

    public override string Text(string sql, AccountTable? table = null) => database.Text.Of(sql, table);

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

    public override DbCommand Command(string sql, AccountTable? table, params object?[] values)
    {
        MayHaveChanged |= Sql.MayChange(sql);
        return base.Command(sql, table, values);
    }

    /// <summary>By one statement that commits by itself.</summary>
    public override async Task<long?> TryWriteAsync(AccountTable table, AccountRow read, byte[]? value)
    {
        object? version = read.Version == 0
            ? await ReadValueAsync(Sql.InsertRow, table, read.Name, Parameters.Bytes(value)).ConfigureAwait(false)
            : await ReadValueAsync(Sql.UpdateRow, table, read.Name, Parameters.Bytes(value), read.Version).ConfigureAwait(false);
        return (long?)version;
    }

    /// <summary>Within a transaction, something the database may not know.</summary>
    /// <returns>Whether it does. If not, the transaction goes on all the same.</returns>
    public async Task<bool> TryExecuteAsync(string sql, params object?[] parameters)
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
