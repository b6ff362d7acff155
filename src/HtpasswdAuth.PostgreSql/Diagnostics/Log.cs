using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.PostgreSql;

/// <summary>What is logged. No user's name, no value of a row, and nothing of the connection string.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.TableLoaded, Level = LogLevel.Information, EventName = nameof(EventIds.TableLoaded),
        Message = "Loaded {Table} of schema {Schema} in {Milliseconds} ms: {Rows} rows")]
    public static partial void TableLoaded(this ILogger logger, string table, string schema, long milliseconds, long rows);

    [LoggerMessage(EventId = EventIds.DatabaseAway, Level = LogLevel.Error, EventName = nameof(EventIds.DatabaseAway),
        Message = "{Problem} ({Reason}) Sign-ins go on from what was read last, for {StaleLimit}; nothing can be changed meanwhile")]
    public static partial void DatabaseAway(this ILogger logger, string problem, string reason, TimeSpan staleLimit);

    [LoggerMessage(EventId = EventIds.DatabaseBack, Level = LogLevel.Information, EventName = nameof(EventIds.DatabaseBack),
        Message = "The database is back, and all that has changed meanwhile was read")]
    public static partial void DatabaseBack(this ILogger logger);

    [LoggerMessage(EventId = EventIds.DatabaseClosed, Level = LogLevel.Critical, EventName = nameof(EventIds.DatabaseClosed),
        Message = "The database has been away for longer than {StaleLimit}: everybody is refused until it is back")]
    public static partial void DatabaseClosed(this ILogger logger, TimeSpan staleLimit);

    [LoggerMessage(EventId = EventIds.DatabaseUnusable, Level = LogLevel.Critical, EventName = nameof(EventIds.DatabaseUnusable),
        Message = "{Problem} ({Reason}) Nothing was ever read: everybody is refused until it is")]
    public static partial void DatabaseUnusable(this ILogger logger, string problem, string reason);

    [LoggerMessage(EventId = EventIds.TableBroken, Level = LogLevel.Critical, EventName = nameof(EventIds.TableBroken),
        Message = "A row of {Table} in schema {Schema} cannot be read: restore it, or remove it. Whoever depends on the table is refused until then")]
    public static partial void TableBroken(this ILogger logger, string table, string schema);

    [LoggerMessage(EventId = EventIds.DatabaseWentBack, Level = LogLevel.Warning, EventName = nameof(EventIds.DatabaseWentBack),
        Message = "The database does not follow from the one that was read before, as after a failover or a restored backup: everything is read anew")]
    public static partial void DatabaseWentBack(this ILogger logger);

    [LoggerMessage(EventId = EventIds.Listening, Level = LogLevel.Information, EventName = nameof(EventIds.Listening),
        Message = "Listening for changes of schema {Schema}")]
    public static partial void Listening(this ILogger logger, string schema);

    [LoggerMessage(EventId = EventIds.ListeningEnded, Level = LogLevel.Warning, EventName = nameof(EventIds.ListeningEnded),
        Message = "The connection that listens for changes ended ({Reason}): changes are found by asking until there is another")]
    public static partial void ListeningEnded(this ILogger logger, string reason);

    [LoggerMessage(EventId = EventIds.NotificationsMissing, Level = LogLevel.Information, EventName = nameof(EventIds.NotificationsMissing),
        Message = "The database has no LISTEN or NOTIFY: changes are found by asking every {PollInterval}")]
    public static partial void NotificationsMissing(this ILogger logger, TimeSpan pollInterval);

    [LoggerMessage(EventId = EventIds.NotificationsUnproven, Level = LogLevel.Warning, EventName = nameof(EventIds.NotificationsUnproven),
        Message = "A notification that this node sent to itself did not arrive, as behind a pooler that hands out connections for one transaction: changes are found by asking every {PollInterval}. Set UseNotifications to false, or have the nodes go past the pooler")]
    public static partial void NotificationsUnproven(this ILogger logger, TimeSpan pollInterval);

    [LoggerMessage(EventId = EventIds.BackgroundFailed, Level = LogLevel.Error, EventName = nameof(EventIds.BackgroundFailed),
        Message = "Code that runs beside requests ({Callback}) failed unexpectedly; it goes on. Please report it")]
    public static partial void BackgroundFailed(this ILogger logger, Exception exception, string callback);
}
