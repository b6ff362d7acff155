using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Sqlite;

/// <summary>What is logged. No user's name, and no value of a row.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = EventIds.AccountsLoaded, Level = LogLevel.Information, EventName = nameof(EventIds.AccountsLoaded),
        Message = "Loaded {Table} of {Path} in {Milliseconds} ms: {Rows} rows")]
    public static partial void AccountsLoaded(this ILogger logger, string table, string path, long milliseconds, long rows);

    [LoggerMessage(EventId = EventIds.AccountsClosed, Level = LogLevel.Critical, EventName = nameof(EventIds.AccountsClosed),
        Message = "{Problem}{Reason} Until then what depends on accounts is answered 503")]
    public static partial void AccountsClosed(this ILogger logger, string problem, string reason);

    [LoggerMessage(EventId = EventIds.AccountsBack, Level = LogLevel.Information, EventName = nameof(EventIds.AccountsBack),
        Message = "The account database {Path} can be used again, and all that has changed meanwhile was read")]
    public static partial void AccountsBack(this ILogger logger, string path);

    [LoggerMessage(EventId = EventIds.AccountRowBroken, Level = LogLevel.Critical, EventName = nameof(EventIds.AccountRowBroken),
        Message = "A row of {Table} in {Path} cannot be read: restore a backup, or remove the row. What depends on the table is answered 503 until then")]
    public static partial void AccountRowBroken(this ILogger logger, string table, string path);

    [LoggerMessage(EventId = EventIds.AccountsCreated, Level = LogLevel.Information, EventName = nameof(EventIds.AccountsCreated),
        Message = "Made the account database {Path}. Back it up by 'htauth account backup'; keep the password file with the copy, "
            + "and the key file apart")]
    public static partial void AccountsCreated(this ILogger logger, string path);

    [LoggerMessage(EventId = EventIds.AccountsImported, Level = LogLevel.Information, EventName = nameof(EventIds.AccountsImported),
        Message = "Imported {Users} users of {Path} into the account database; the file is now called {NewName} and is not read any more")]
    public static partial void AccountsImported(this ILogger logger, string path, int users, string newName);

    [LoggerMessage(EventId = EventIds.ImportedFileStays, Level = LogLevel.Warning, EventName = nameof(EventIds.ImportedFileStays),
        Message = "{Problem}")]
    public static partial void ImportedFileStays(this ILogger logger, string problem);

    [LoggerMessage(EventId = EventIds.OldAccountFileIgnored, Level = LogLevel.Warning, EventName = nameof(EventIds.OldAccountFileIgnored),
        Message = "{Path} is not read any more: accounts are in {Database}. Move it away; if it was not imported yet, "
            + "import it first by 'htauth account import'")]
    public static partial void OldAccountFileIgnored(this ILogger logger, string path, string database);

    [LoggerMessage(EventId = EventIds.AccountsReadAnew, Level = LogLevel.Warning, EventName = nameof(EventIds.AccountsReadAnew),
        Message = "The account database {Path} was made or accepted anew by an administrator: everything is read again")]
    public static partial void AccountsReadAnew(this ILogger logger, string path);

    [LoggerMessage(EventId = EventIds.AccountCodeFailed, Level = LogLevel.Error, EventName = nameof(EventIds.AccountCodeFailed),
        Message = "Code that runs beside requests ({Callback}) failed unexpectedly; it goes on. Please report it")]
    public static partial void AccountCodeFailed(this ILogger logger, Exception exception, string callback);
}
