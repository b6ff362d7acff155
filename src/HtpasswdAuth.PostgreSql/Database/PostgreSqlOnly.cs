namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// What other databases that speak PostgreSQL's language may not have. Nodes do without each of these texts where it is refused; the command line needs them.
/// </summary>
internal static class PostgreSqlOnly
{
    /// <summary>A function that is not there.</summary>
    public const string UndefinedFunction = "42883";

    /// <summary>Something that is not supported.</summary>
    public const string NotSupported = "0A000";

    /// <summary>What a parser says to words it does not know.</summary>
    public const string SyntaxError = "42601";

    /// <summary>A whole table, to every node at its start.</summary>
    public const string CopyTable =
        "COPY (SELECT name, @value FROM @schema.@table WHERE @value IS NOT NULL) TO STDOUT (FORMAT BINARY)";

    /// <summary>Its first eight digits count the histories.</summary>
    public const string CurrentLogFile = "SELECT pg_walfile_name(pg_current_wal_lsn())";

    public const string Listen = "LISTEN @schema";

    /// <summary>$1 the channel, $2 who tells it.</summary>
    public const string Notify = "SELECT pg_notify($1, $2)";

    /// <summary>Until the transaction ends. $1 a number for the schema.</summary>
    public const string Lock = "SELECT pg_advisory_xact_lock($1)";

    /// <summary>$1 as PostgreSQL writes it, <c>5000ms</c> for example; until the connection ends.</summary>
    public const string SetStatementTimeout = "SELECT set_config('statement_timeout', $1, false)";

    public const string NoStatementTimeout = "SET LOCAL statement_timeout = 0";

    public static bool IsMissing(string? sqlState) => sqlState is UndefinedFunction or NotSupported or SyntaxError;
}
