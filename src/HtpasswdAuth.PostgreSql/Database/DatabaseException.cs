using System.Net.Sockets;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// The database did not do what it was asked. Whoever asked for a change does not know whether it was made, and must say that it was not.
/// </summary>
internal sealed class DatabaseException : IOException
{
    private const string AuthenticationClass = "28";
    private const string UndefinedTable = "42P01";
    private const string UndefinedSchema = "3F000";
    private const string Forbidden = "42501";
    private const string ConnectionClass = "08";
    private const string ShutdownClass = "57P";
    private const string IdleTimeout = "25P03";

    private DatabaseException(string message, Exception? inner, bool isAway)
        : base(message, inner) => IsAway = isAway;

    /// <summary>Gets whether it could not be reached, or did not answer in time: the same may do later.</summary>
    public bool IsAway { get; }

    /// <summary>What a person who looks at the log needs to know of it. It holds no secret: the server's words, or those of the network.</summary>
    public string Reason => InnerException switch
    {
        null => Message,
        PostgresException refused => $"{refused.SqlState}: {refused.MessageText}",
        OperationCanceledException or TimeoutException => "no answer in time",
        NpgsqlException { InnerException: TimeoutException } => "no answer in time",
        NpgsqlException { InnerException: SocketException network } => network.Message,
        Exception other => other.Message,
    };

    public static DatabaseException From(Exception exception) => exception switch
    {
        PostgresException { SqlState: UndefinedTable or UndefinedSchema } => new(
            "The database has no tables of HtpasswdAuth in that schema: run 'htauth db migrate' first.", exception, isAway: false),
        PostgresException { SqlState: Forbidden } => new(
            "The database refuses that to its user: grant it what the documentation of fleets names.", exception, isAway: false),
        PostgresException { SqlState: { } state } when state.StartsWith(AuthenticationClass, StringComparison.Ordinal) => new(
            "The database refuses the user or the password of the connection string: correct it there.", exception, isAway: false),
        _ => new("The database cannot be reached, or did not answer in time.", exception, isAway: true),
    };

    public static DatabaseException Unmigrated(string schema) => new(
        $"The database has no tables of HtpasswdAuth in the schema '{schema}': run 'htauth db migrate' first.", null, isAway: false);

    public static DatabaseException Older(int version, int program) => new(
        $"The tables in the database are of version {version}, and this program needs {program}: run 'htauth db migrate' of this program first.", null, isAway: false);

    public static DatabaseException Newer(int version, int program) => new(
        $"The tables in the database are of version {version}, which is newer than this program ({program}): update HtpasswdAuth on this machine.", null, isAway: false);

    public static DatabaseException Unread() => new("The database was not read yet, or cannot be used: the log says why.", null, isAway: true);

    public static DatabaseException Contended() => new(
        "Others change the same user all the time: try again later.", null, isAway: true);

    public static DatabaseException TooLarge() => new(
        "A table holds more than 2 GiB, which is more than a node can serve: share its users out among several schemas.", null, isAway: false);

    public static bool IsUnmigrated(PostgresException exception) => exception.SqlState is UndefinedTable or UndefinedSchema;

    /// <summary>Whether the connection has ended: it was closed on the way, or the server has ended it.</summary>
    public static bool IsEndOfConnection(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } => state is IdleTimeout
            || state.StartsWith(ConnectionClass, StringComparison.Ordinal) || state.StartsWith(ShutdownClass, StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException { IsTransient: true } => true,
        _ => false,
    };

    /// <summary>Whether it comes from the database or the way to it, rather than from a mistake of ours.</summary>
    public static bool IsOfDatabase(Exception exception) =>
        exception is NpgsqlException or TimeoutException or SocketException or EndOfStreamException
        || exception is ObjectDisposedException or OperationCanceledException;
}
