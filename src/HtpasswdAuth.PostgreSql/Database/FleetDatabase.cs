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
    private readonly string _serverTimeout;

    public FleetDatabase(HtpasswdPostgreSqlOptions options, ILoggerFactory? loggers = null)
    {
        Timeout = options.CommandTimeout;
        Schema = options.Schema;
        Text = new SqlText(options.Schema);
        int milliseconds = (int)options.CommandTimeout.TotalMilliseconds;
        _serverTimeout = milliseconds.ToString(CultureInfo.InvariantCulture);
        int seconds = Math.Max(1, (int)Math.Ceiling(options.CommandTimeout.TotalSeconds));
        var builder = new NpgsqlSlimDataSourceBuilder(options.ConnectionString)
        {
            ConnectionStringBuilder =
            {
                Timeout = seconds,

                // The timeout is ours, by a token; then the connection is given up at once, and the server ends the statement by itself.
                CommandTimeout = 0,
                CancellationTimeout = -1,

                // Nobody else uses these connections, and what is set on them is to stay.
                NoResetOnClose = true,
                Enlist = false,
                MaxAutoPrepare = 0,
            },
        };
        builder.ConnectionStringBuilder.ApplicationName ??= "HtpasswdAuth";
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        builder.UsePhysicalConnectionInitializer(Initialize, InitializeAsync);
        builder.UseLoggerFactory(loggers);
        _source = builder.Build();
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
        return await RunAsync(work, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does something that may take long, as long as each part of it is there within <see cref="Timeout"/>.</summary>
    /// <remarks>The work restarts the time by <see cref="DatabaseSession.GoOn"/>, and the server's limit is not for it.</remarks>
    public async Task<T> RunLongAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        return await RunAsync(InTransaction, limit, cancellationToken).ConfigureAwait(false);

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

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<T> RunAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlConnection connection = await _source.OpenConnectionAsync(limit.Token).ConfigureAwait(false);
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
