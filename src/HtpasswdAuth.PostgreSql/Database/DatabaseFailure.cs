using System.Net.Sockets;
using Npgsql;

namespace HtpasswdAuth.PostgreSql;

/// <summary>What PostgreSQL, its library and the network say, as a <see cref="DatabaseException"/>.</summary>
internal static class DatabaseFailure
{
    private const string AuthenticationClass = "28";
    private const string UndefinedTable = "42P01";
    private const string UndefinedSchema = "3F000";
    private const string Forbidden = "42501";
    private const string ConnectionClass = "08";
    private const string ShutdownClass = "57P";
    private const string IdleTimeout = "25P03";

    public static DatabaseException From(Exception exception) => exception switch
    {
        PostgresException { SqlState: UndefinedTable or UndefinedSchema } => new(
            "The database has no tables of HtpasswdAuth in that schema: run 'htauth db migrate' first.", exception, isAway: false, Reason(exception)),
        PostgresException { SqlState: Forbidden } => new(
            "The database refuses that to its user: grant it what the documentation of fleets names.", exception, isAway: false, Reason(exception)),
        PostgresException { SqlState: { } state } when state.StartsWith(AuthenticationClass, StringComparison.Ordinal) => new(
            "The database refuses the user or the password of the connection string: correct it there.", exception, isAway: false, Reason(exception)),
        _ => new("The database cannot be reached, or did not answer in time.", exception, isAway: true, Reason(exception)),
    };

    public static DatabaseException Unmigrated(string schema) => new(
        $"The database has no tables of HtpasswdAuth in the schema '{schema}': run 'htauth db migrate' first.", null, isAway: false);

    public static DatabaseException Older(int version, int program) => new(
        $"The tables in the database are of version {version}, and this program needs {program}: run 'htauth db migrate' of this program first.", null, isAway: false);

    public static DatabaseException Newer(int version, int program) => new(
        $"The tables in the database are of version {version}, which is newer than this program ({program}): update HtpasswdAuth on this machine.", null, isAway: false);

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

    /// <summary>The server's words, or those of the network. They hold no secret.</summary>
    private static string Reason(Exception exception) => exception switch
    {
        PostgresException refused => $"{refused.SqlState}: {refused.MessageText}",
        OperationCanceledException or TimeoutException => "no answer in time",
        NpgsqlException { InnerException: TimeoutException } => "no answer in time",
        NpgsqlException { InnerException: SocketException network } => network.Message,
        _ => exception.Message,
    };
}
