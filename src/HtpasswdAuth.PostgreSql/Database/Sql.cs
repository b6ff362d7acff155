namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// All that nodes ask of the database. The texts are constant: <see cref="SqlText"/> puts the schema, and the names of one of our four tables, into
/// them, and nothing else. They keep to what PostgreSQL and the databases compatible with it share; for the rest see
/// <see cref="PostgreSqlOnly"/>.
/// </summary>
/// <remarks>
/// A change is one statement that commits by itself. It takes the table's row in <c>versions</c> first, which it holds until it has
/// committed: versions are committed in their order, so that who has seen one has seen all before it.
/// </remarks>
internal static class Sql
{
    /// <summary>Whether a statement can change anything; what is told by a notification may be told twice.</summary>
    public static bool MayChange(string sql) => !sql.StartsWith("SELECT ", StringComparison.Ordinal);

    public const string Ping = "SELECT 1";

    public const string ReadMeta = "SELECT value FROM @schema.meta WHERE name = $1";

    /// <summary>Adds a row of which there was none. $1 name, $2 value.</summary>
    public const string InsertRow = """
        WITH changed AS (UPDATE @schema.versions SET version = version + 1 WHERE name = '@table' RETURNING version)
        INSERT INTO @schema.@table (name, @value, version)
        SELECT $1::bytea, $2::bytea, changed.version FROM changed
        ON CONFLICT (name) DO NOTHING
        RETURNING version
        """;

    /// <summary>Replaces what was read before, if it is still there. $1 name, $2 value, $3 the version it had.</summary>
    public const string UpdateRow = """
        WITH changed AS (UPDATE @schema.versions SET version = version + 1 WHERE name = '@table' RETURNING version)
        UPDATE @schema.@table AS held SET @value = $2, version = changed.version
        FROM changed
        WHERE held.name = $1 AND held.version = $3
        RETURNING held.version
        """;

    /// <summary>$1 name, $2 the new hash, $3 the hash it replaces.</summary>
    public const string ReplaceHash = """
        WITH changed AS (UPDATE @schema.versions SET version = version + 1 WHERE name = 'users' RETURNING version)
        UPDATE @schema.users AS held SET hash = $2, rest = NULL, version = changed.version
        FROM changed
        WHERE held.name = $1 AND held.hash = $3
        RETURNING held.version
        """;

    /// <summary>
    /// $1 keys, $2 what is added, $3 whether the count begins anew. In the order of keys, so that two nodes never wait for each other in a circle.
    /// </summary>
    public const string AddAttempts = """
        INSERT INTO @schema.attempts AS held (key, failures, last, changed, added, clears)
        SELECT change.key, GREATEST(change.added, 0), now(), now(), change.added, change.clears
        FROM (SELECT unnest($1::bytea[]) AS key, unnest($2::int[]) AS added, unnest($3::boolean[]) AS clears) AS change
        ORDER BY change.key
        ON CONFLICT (key) DO UPDATE SET
            failures = GREATEST(0, LEAST(1000000000, CASE WHEN excluded.clears THEN 0 ELSE held.failures END::bigint + excluded.added))::int,
            last = CASE WHEN excluded.added > 0 THEN excluded.last ELSE held.last END,
            changed = excluded.changed,
            added = excluded.added,
            clears = excluded.clears
        RETURNING held.key, held.failures, CAST(EXTRACT(EPOCH FROM now() - held.last) AS double precision)
        """;

    /// <summary>$1 the fewest failures, $2 seconds back, $3 how many.</summary>
    public const string ReadAttempts = """
        SELECT key, failures, CAST(EXTRACT(EPOCH FROM now() - last) AS double precision)
        FROM @schema.attempts
        WHERE changed > now() - $2 * INTERVAL '1 second' AND failures >= $1
        ORDER BY changed DESC LIMIT $3
        """;

    /// <summary>$1 seconds back.</summary>
    public const string ForgetAttempts = "DELETE FROM @schema.attempts WHERE changed < now() - $1 * INTERVAL '1 second'";

    public const string ReadKeys = "SELECT xml FROM @schema.keys";

    public const string AddKey = "INSERT INTO @schema.keys (name, xml) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
}
