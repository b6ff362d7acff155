using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// The database, and how long one waits for it. Everything that fails there, or on the way, is a <see cref="DatabaseException"/>.
/// </summary>
internal sealed class FleetDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _unpooled;
    private readonly string _serverTimeout;

    public FleetDatabase(HtpasswdPostgreSqlOptions options, ILoggerFactory? loggers = null)
    {
        Timeout = options.CommandTimeout;
        Schema = options.Schema;
        Text = new SqlText(options.Schema);
        int milliseconds = (int)options.CommandTimeout.TotalMilliseconds;
        _serverTimeout = milliseconds.ToString(CultureInfo.InvariantCulture);
        _source = Build(options, loggers, isPooled: true);
        _unpooled = Build(options, loggers, isPooled: false);
    }

    /// <summary>Gets how long one command may take, or one part of what takes longer.</summary>
    public TimeSpan Timeout { get; }

    public string Schema { get; }

    public SqlText Text { get; }

    /// <summary>Does something on a connection of its own, within <see cref="Timeout"/>.</summary>
    public async Task<T> RunAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        return await RunAsync(_source, work, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Listens on a connection that is closed afterwards, until that fails or the caller ends it.</summary>
    public async Task ListenAsync(Func<DatabaseSession, Task> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        await RunAsync(_unpooled, InSession, limit, cancellationToken).ConfigureAwait(false);

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
        return await RunAsync(_unpooled, InTransaction, limit, cancellationToken).ConfigureAwait(false);

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
    public void ForgetConnections() => _source.Clear();

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        await _unpooled.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T> RunAsync<T>(
        NpgsqlDataSource source, Func<DatabaseSession, Task<T>> work, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlConnection connection = await source.OpenConnectionAsync(limit.Token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await work(new DatabaseSession(connection, this, limit)).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (DatabaseException.IsOfDatabase(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw DatabaseException.From(exception);
        }
        catch (Exception exception) when (DatabaseException.IsOfDatabase(exception) && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    private NpgsqlDataSource Build(HtpasswdPostgreSqlOptions options, ILoggerFactory? loggers, bool isPooled)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(options.ConnectionString);
        NpgsqlConnectionStringBuilder settings = builder.ConnectionStringBuilder;
        settings.Timeout = Math.Max(1, (int)Math.Ceiling(options.CommandTimeout.TotalSeconds));
        settings.Pooling = isPooled;

        // The timeout is ours, by a token; then the connection is given up at once, and the server ends the statement by itself.
        settings.CommandTimeout = 0;
        settings.CancellationTimeout = -1;

        // Nobody else uses these connections, and what is set on them is to stay.
        settings.NoResetOnClose = true;
        settings.Enlist = false;
        settings.ApplicationName ??= "HtpasswdAuth";
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
