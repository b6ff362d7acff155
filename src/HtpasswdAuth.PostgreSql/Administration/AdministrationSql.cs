namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// What the command line asks of the database, in few transactions that may take long. Unlike the SQL of nodes it uses what PostgreSQL has.
/// </summary>
internal static class AdministrationSql
{
    /// <summary>A user's line; of nobody's, only "rest" is there.</summary>
    public const string CreateUserStage =
        "CREATE TEMPORARY TABLE htpasswd_import (position bigint NOT NULL, name bytea, hash bytea, rest bytea) ON COMMIT DROP";

    public const string FillUserStage = "COPY htpasswd_import (position, name, hash, rest) FROM STDIN (FORMAT BINARY)";

    public const string CreateLineStage = "CREATE TEMPORARY TABLE htpasswd_import (name bytea NOT NULL, lines bytea NOT NULL) ON COMMIT DROP";

    public const string FillLineStage = "COPY htpasswd_import (name, lines) FROM STDIN (FORMAT BINARY)";

    /// <summary>Of the lines of one name the first is the user's.</summary>
    public const string CreateFirstLines = """
        CREATE TEMPORARY TABLE htpasswd_first ON COMMIT DROP AS
        SELECT DISTINCT ON (name) name, hash, rest, position FROM htpasswd_import WHERE name IS NOT NULL ORDER BY name, position
        """;

    public const string AnalyzeStage = "ANALYZE htpasswd_import";

    public const string AnalyzeFirstLines = "ANALYZE htpasswd_first";

    /// <summary>From here on until the transaction ends nodes wait with their changes.</summary>
    public const string TakeVersion = "UPDATE @schema.versions SET version = version + 1 WHERE name = '@table' RETURNING version";

    public const string HasUserLines =
        "SELECT EXISTS (SELECT 1 FROM @schema.users WHERE hash IS NOT NULL) OR EXISTS (SELECT 1 FROM @schema.remarks)";

    public const string LastPosition = """
        SELECT GREATEST(
            COALESCE((SELECT max(position) FROM @schema.users), 0),
            COALESCE((SELECT max(position) FROM @schema.remarks), 0))
        """;

    public const string CountNewUsers = """
        SELECT count(*) FROM htpasswd_first AS first
        WHERE NOT EXISTS (SELECT 1 FROM @schema.users AS held WHERE held.name = first.name AND held.hash IS NOT NULL)
        """;

    /// <summary>$1 version, $2 what positions begin behind.</summary>
    public const string MergeUsers = """
        INSERT INTO @schema.users AS held (name, hash, rest, position, version)
        SELECT name, hash, rest, $2 + position, $1 FROM htpasswd_first
        ON CONFLICT (name) DO UPDATE SET
            hash = excluded.hash,
            rest = excluded.rest,
            position = CASE WHEN held.hash IS NULL THEN excluded.position ELSE held.position END,
            version = excluded.version
        WHERE held.hash IS DISTINCT FROM excluded.hash OR held.rest IS DISTINCT FROM excluded.rest
        """;

    /// <summary>$1 version.</summary>
    public const string RemoveOtherUsers = """
        UPDATE @schema.users AS held SET hash = NULL, rest = NULL, version = $1
        WHERE held.hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM htpasswd_first AS first WHERE first.name = held.name)
        """;

    /// <summary>$1 name.</summary>
    public const string RemoveUser = """
        WITH changed AS (UPDATE @schema.versions SET version = version + 1 WHERE name = 'users' RETURNING version)
        UPDATE @schema.users AS held SET hash = NULL, rest = NULL, version = changed.version
        FROM changed
        WHERE held.name = $1 AND held.hash IS NOT NULL
        RETURNING held.version
        """;

    public const string PlaceUsers = """
        UPDATE @schema.users AS held SET position = first.position
        FROM htpasswd_first AS first
        WHERE held.name = first.name AND held.position <> first.position
        """;

    public const string RemoveRemarks = "DELETE FROM @schema.remarks";

    public const string AddRemarks = """
        INSERT INTO @schema.remarks (position, line, owner)
        SELECT line.position, COALESCE(line.rest, line.name || '\x3a'::bytea || line.hash || '\x0a'::bytea), line.name
        FROM htpasswd_import AS line
        WHERE NOT EXISTS (SELECT 1 FROM htpasswd_first AS first WHERE first.position = line.position)
        """;

    /// <summary>A later line of a user who is gone must not become the first.</summary>
    public const string ExportUsers = """
        COPY (
            SELECT lines.line FROM (
                SELECT position, COALESCE(rest, name || '\x3a'::bytea || hash || '\x0a'::bytea) AS line FROM @schema.users WHERE hash IS NOT NULL
                UNION ALL
                SELECT remark.position, remark.line FROM @schema.remarks AS remark
                LEFT JOIN @schema.users AS held ON held.name = remark.owner
                WHERE remark.owner IS NULL OR held.hash IS NOT NULL
            ) AS lines ORDER BY lines.position
        ) TO STDOUT (FORMAT BINARY)
        """;

    public const string CountNewLines = """
        SELECT count(*) FROM htpasswd_import AS line
        WHERE NOT EXISTS (SELECT 1 FROM @schema.@table AS held WHERE held.name = line.name AND held.lines IS NOT NULL)
        """;

    /// <summary>$1 version, $2 whether what is there is replaced.</summary>
    public const string MergeLines = """
        INSERT INTO @schema.@table AS held (name, lines, version)
        SELECT name, lines, $1 FROM htpasswd_import
        ON CONFLICT (name) DO UPDATE SET lines = excluded.lines, version = excluded.version
        WHERE held.lines IS DISTINCT FROM excluded.lines AND ($2 OR held.lines IS NULL)
        """;

    /// <summary>$1 version.</summary>
    public const string RemoveOtherLines = """
        UPDATE @schema.@table AS held SET lines = NULL, version = $1
        WHERE held.lines IS NOT NULL AND NOT EXISTS (SELECT 1 FROM htpasswd_import AS line WHERE line.name = held.name)
        """;

    public const string CountRows = "SELECT count(*) FROM @schema.@table WHERE @value IS NOT NULL";
}
