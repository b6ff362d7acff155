using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>The database of a cluster.</summary>
internal sealed class FleetDatabase : AccountDatabase
{
    private readonly DatabaseServers _servers;
    private readonly string _serverTimeout;

    public FleetDatabase(HtpasswdPostgreSqlOptions options, ILoggerFactory? loggers = null)
    {
        Timeout = options.CommandTimeout;
        Schema = options.Schema;
        Text = new SqlText(options.Schema);
        int milliseconds = (int)options.CommandTimeout.TotalMilliseconds;
        _serverTimeout = milliseconds.ToString(CultureInfo.InvariantCulture);
        _servers = new DatabaseServers(options, settings => Build(settings, loggers));
    }

    public override TimeSpan Timeout { get; }

    public string Schema { get; }

    public SqlText Text { get; }

    public override Task<T> UseAsync<T>(Func<AccountSession, Task<T>> work, CancellationToken cancellationToken) =>
        RunAsync(work, cancellationToken);

    public override Task<T> ReadAllAsync<T>(AccountTable table, Func<T> begin, CancellationToken cancellationToken) =>
        TableCopy.ReadAllAsync(this, table, begin, cancellationToken);

    /// <summary>Does something on a connection of its own, within <see cref="Timeout"/>.</summary>
    public async Task<T> RunAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        return await RunAsync(isPooled: true, work, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Listens on a connection that is closed afterwards, until that fails or the caller ends it.</summary>
    public async Task ListenAsync(Func<DatabaseSession, Task> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        await RunAsync(isPooled: false, InSession, limit, cancellationToken).ConfigureAwait(false);

        async Task<bool> InSession(DatabaseSession session)
        {
            await work(session).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Does something that may take long, as long as each part of it is there within <see cref="Timeout"/>.</summary>
    /// <remarks>The work restarts the time by <see cref="DatabaseSession.GoOn"/>, and the server's limit is not for it.</remarks>
    public async Task<T> RunLongAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        return await RunAsync(isPooled: false, InTransaction, limit, cancellationToken).ConfigureAwait(false);

        async Task<T> InTransaction(DatabaseSession session)
        {
            NpgsqlTransaction transaction = await session.BeginAsync().ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await session.TryExecuteAsync(PostgreSqlOnly.NoStatementTimeout).ConfigureAwait(false);
                T result = await work(session).ConfigureAwait(false);
                session.GoOn();
                await transaction.CommitAsync(session.Token).ConfigureAwait(false);
                return result;
            }
        }
    }

    /// <summary>Connections that nobody uses now are not used again: they may lead to a server that is gone.</summary>
    public void ForgetConnections() => _servers.Forget();

    public override ValueTask DisposeAsync() => _servers.DisposeAsync();

    private async Task<T> RunAsync<T>(
        bool isPooled, Func<DatabaseSession, Task<T>> work, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        try
        {
            return isPooled ? await TryTwiceAsync(work, limit).ConfigureAwait(false) : await RunOnceAsync(isPooled, work, limit).ConfigureAwait(false);
        }
        catch (Exception exception) when (DatabaseFailure.IsOfDatabase(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw DatabaseFailure.From(exception);
        }
        catch (Exception exception) when (DatabaseFailure.IsOfDatabase(exception) && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    /// <summary>
    /// A connection that lay idle may have ended since, and that is not known before something is sent. What can have changed nothing by then
    /// is done once more, on a new one; what may have changed something never is.
    /// </summary>
    private async Task<T> TryTwiceAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationTokenSource limit)
    {
        DatabaseSession session = await OpenAsync(isPooled: true, limit).ConfigureAwait(false);
        await using (session.Connection.ConfigureAwait(false))
        {
            try
            {
                return await work(session).ConfigureAwait(false);
            }
            catch (Exception exception) when (!session.MayHaveChanged && DatabaseFailure.IsEndOfConnection(exception))
            {
                // The others of the pool are as old.
                ForgetConnections();
            }
        }

        return await RunOnceAsync(isPooled: true, work, limit).ConfigureAwait(false);
    }

    private async Task<T> RunOnceAsync<T>(bool isPooled, Func<DatabaseSession, Task<T>> work, CancellationTokenSource limit)
    {
        DatabaseSession session = await OpenAsync(isPooled, limit).ConfigureAwait(false);
        await using (session.Connection.ConfigureAwait(false))
        {
            return await work(session).ConfigureAwait(false);
        }
    }

    private async Task<DatabaseSession> OpenAsync(bool isPooled, CancellationTokenSource limit) =>
        new(await _servers.OpenAsync(isPooled, limit.Token).ConfigureAwait(false), this, limit);

    private NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings, ILoggerFactory? loggers)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        builder.UsePhysicalConnectionInitializer(Initialize, InitializeAsync);
        builder.UseLoggerFactory(loggers);
        return builder.Build();
    }

    private void Initialize(NpgsqlConnection connection)
    {
        using NpgsqlCommand command = TimeoutCommand(connection);
        command.ExecuteNonQuery();
    }

    private async Task InitializeAsync(NpgsqlConnection connection)
    {
        NpgsqlCommand command = TimeoutCommand(connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private NpgsqlCommand TimeoutCommand(NpgsqlConnection connection) =>
        new(PostgreSqlOnly.SetStatementTimeout, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = _serverTimeout } } };
}
