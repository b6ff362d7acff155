using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// Listens on a connection of its own for other nodes' changes. That it can is proved by a notification it sends to itself on another
/// connection: a pooler that hands out connections for one transaction takes LISTEN, and never tells anything.
/// </summary>
internal sealed class ChangeListener(
    FleetDatabase database, string node, WakeUp changes, Freshness freshness, TimeSpan pollInterval, TimeProvider time, ILogger logger)
{
    /// <summary>Begins what a node tells itself; no other node need look at it.</summary>
    private const string ProofPrefix = "proof:";

    /// <summary>A connection that nothing comes through for so long is tried.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>Poolers are seldom replaced.</summary>
    private static readonly TimeSpan BeforeAnotherProof = TimeSpan.FromMinutes(5);

    private readonly Callbacks _callbacks = CallbackReport.To(logger);
    private readonly Backoff _backoff = new();
    private bool _isUnprovenLogged;

    /// <summary>Gets whether notifications arrive.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Listens until the connection ends, and waits for a while.</summary>
    public async Task StepAsync(CancellationToken stopping)
    {
        TimeSpan wait = BeforeAnotherProof;
        try
        {
            await database.ListenAsync(ListenAsync, stopping).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (exception.InnerException is PostgresException { SqlState: var state } && PostgreSqlOnly.IsMissing(state))
        {
            logger.NotificationsMissing(pollInterval);
            wait = Timeout.InfiniteTimeSpan;
        }
        catch (DatabaseException exception)
        {
            Ended(exception);
            wait = _backoff.Next();
        }

        await Background.DelayAsync(wait, Task.Delay(Timeout.Infinite, stopping), time, stopping).ConfigureAwait(false);
    }

    private void Ended(DatabaseException exception)
    {
        if (IsListening)
        {
            // Whether the database has gone with it is asked at once; until it has answered nothing is certain.
            logger.ListeningEnded(exception.Reason);
            freshness.Doubt();
            changes.Ring();
        }

        IsListening = false;
    }

    /// <summary>Returns when notifications do not arrive.</summary>
    private async Task ListenAsync(DatabaseSession session)
    {
        string proof = ProofPrefix + RandomNumberGenerator.GetHexString(16, lowercase: true);
        bool isProved = false;
        session.Connection.Notification += (_, notification) => _callbacks.Run(CallbackNames.ChangeNotice, () =>
        {
            isProved |= notification.Payload == proof;
            if (notification.Payload != node && !notification.Payload.StartsWith(ProofPrefix, StringComparison.Ordinal))
            {
                changes.Ring();
            }
        });
        await session.ExecuteAsync(PostgreSqlOnly.Listen, null).ConfigureAwait(false);

        // What was told before was not heard.
        changes.Ring();
        await ChangeNotifier.TellAsync(database, proof, session.Token).ConfigureAwait(false);
        while (!isProved)
        {
            // The time for the whole of it goes on: a pooler's own notices come through too.
            if (!await session.Connection.WaitAsync(database.Timeout / 2, session.Token).ConfigureAwait(false))
            {
                Unproven();
                return;
            }
        }

        Proved();
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

    private void Proved()
    {
        logger.Listening(database.Schema);
        _backoff.Reset();
        _isUnprovenLogged = false;
        IsListening = true;
    }

    private void Unproven()
    {
        if (!_isUnprovenLogged)
        {
            logger.NotificationsUnproven(pollInterval);
            _isUnprovenLogged = true;
        }
    }
}
