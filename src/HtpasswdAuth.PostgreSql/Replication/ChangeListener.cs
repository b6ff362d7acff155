using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>Listens on a connection of its own for other nodes' changes.</summary>
internal sealed class ChangeListener(FleetDatabase database, string node, WakeUp changes, TimeSpan pollInterval, TimeProvider time, ILogger logger)
{
    /// <summary>A connection that nothing comes through for so long is tried.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Backoff _backoff = new();

    /// <summary>Gets whether it listens now.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Listens until the connection ends, and waits for a while.</summary>
    public async Task StepAsync(CancellationToken stopping)
    {
        try
        {
            await database.ListenAsync(ListenAsync, stopping).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (exception.InnerException is PostgresException { SqlState: var state } && PostgreSqlOnly.IsMissing(state))
        {
            logger.NotificationsMissing(pollInterval);
            await Task.Delay(Timeout.Infinite, stopping).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            if (IsListening)
            {
                logger.ListeningEnded(exception.Reason);
            }

            IsListening = false;
            await Background.DelayAsync(_backoff.Next(), Task.Delay(Timeout.Infinite, stopping), time, stopping).ConfigureAwait(false);
        }
    }

    private async Task ListenAsync(DatabaseSession session)
    {
        session.Connection.Notification += (_, notification) =>
        {
            if (notification.Payload != node)
            {
                changes.Ring();
            }
        };
        await session.ExecuteAsync(PostgreSqlOnly.Listen, null).ConfigureAwait(false);
        logger.Listening(database.Schema);
        _backoff.Reset();
        IsListening = true;

        // What was told before was not heard.
        changes.Ring();
        while (true)
        {
            session.TakeYourTime();
            if (!await session.Connection.WaitAsync(Silence, session.Token).ConfigureAwait(false))
            {
                session.GoOn();
                await session.ReadValueAsync(Sql.Ping, null).ConfigureAwait(false);
            }
        }
    }
}
