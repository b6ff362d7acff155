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
    /// $1 keys, $2 by how many seconds all is given back later, $3 whether the count begins anew, $4 the most seconds, $5 whether it is a
    /// sign-in, $6 places. In the order of keys, so that two nodes never wait for each other in a circle.
    /// </summary>
    public const string AddAttempts = """
        INSERT INTO @schema.attempts AS held (key, paid, last, signed_in, place, changed, added, clears, most)
        SELECT change.key, now() + GREATEST(0, LEAST(change.added, change.most)) * INTERVAL '1 second', now(),
            CASE WHEN change.signs_in THEN now() END, change.place, now(), change.added, change.clears, change.most
        FROM (SELECT unnest($1::bytea[]) AS key, unnest($2::float8[]) AS added, unnest($3::boolean[]) AS clears,
            unnest($4::float8[]) AS most, unnest($5::boolean[]) AS signs_in, unnest($6::text[]) AS place) AS change
        ORDER BY change.key
        ON CONFLICT (key) DO UPDATE SET
            paid = GREATEST(now(), LEAST(
                now() + excluded.most * INTERVAL '1 second',
                GREATEST(now(), CASE WHEN excluded.clears THEN now() ELSE held.paid END) + excluded.added * INTERVAL '1 second')),
            last = CASE WHEN excluded.added > 0 THEN excluded.last ELSE held.last END,
            signed_in = COALESCE(excluded.signed_in, held.signed_in),
            place = COALESCE(excluded.place, held.place),
            changed = excluded.changed,
            added = excluded.added,
            clears = excluded.clears,
            most = excluded.most
        RETURNING held.key,
            CAST(EXTRACT(EPOCH FROM held.paid - now()) AS double precision),
            CAST(EXTRACT(EPOCH FROM now() - held.last) AS double precision),
            CAST(EXTRACT(EPOCH FROM now() - held.signed_in) AS double precision),
            held.place
        """;

    /// <summary>$1 the least seconds until all is given back, $2 seconds back, $3 how many.</summary>
    public const string ReadAttempts = """
        SELECT held.key,
            CAST(EXTRACT(EPOCH FROM held.paid - now()) AS double precision),
            CAST(EXTRACT(EPOCH FROM now() - held.last) AS double precision),
            CAST(EXTRACT(EPOCH FROM now() - held.signed_in) AS double precision),
            held.place
        FROM @schema.attempts AS held
        WHERE changed > now() - $2 * INTERVAL '1 second' AND (
            paid >= now() + $1 * INTERVAL '1 second' OR paid <= changed OR signed_in IS NOT NULL)
        ORDER BY changed DESC LIMIT $3
        """;

    /// <summary>$1 the first key, $2 the last.</summary>
    public const string ReadAttemptsBetween = """
        SELECT held.key,
            CAST(EXTRACT(EPOCH FROM held.paid - now()) AS double precision),
            CAST(EXTRACT(EPOCH FROM now() - held.last) AS double precision),
            CAST(EXTRACT(EPOCH FROM now() - held.signed_in) AS double precision),
            held.place
        FROM @schema.attempts AS held
        WHERE key BETWEEN $1 AND $2 ORDER BY key
        """;

    /// <summary>$1 the first key, $2 the last.</summary>
    public const string GiveBackAttempts = "UPDATE @schema.attempts SET paid = now(), changed = now() WHERE key BETWEEN $1 AND $2";

    /// <summary>
    /// $1 for how many seconds sign-ins are known, $2 how many. What another node has at work is passed over: nodes do not wait for each
    /// other, and a row that is being renewed stays.
    /// </summary>
    public const string ForgetAttempts = """
        DELETE FROM @schema.attempts WHERE key = ANY (ARRAY(
            SELECT key FROM @schema.attempts
            WHERE paid < now() AND (signed_in IS NULL OR signed_in < now() - $1 * INTERVAL '1 second')
            LIMIT $2 FOR UPDATE SKIP LOCKED))
        """;

    /// <summary>$1 up to how many.</summary>
    public const string CountAttempts = "SELECT count(*) FROM (SELECT 1 FROM @schema.attempts LIMIT $1) AS counted";

    /// <summary>$1 how many.</summary>
    public const string ForgetLeastAttempts = """
        DELETE FROM @schema.attempts WHERE key = ANY (ARRAY(
            SELECT key FROM @schema.attempts WHERE substr(key, 1, 1) IN ('\x01', '\x07') ORDER BY paid LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    public const string ReadKeys = "SELECT xml FROM @schema.keys";

    public const string AddKey = "INSERT INTO @schema.keys (name, xml) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
}
