namespace HtpasswdAuth.Sqlite;

/// <summary>What is said in SQLite's own words; the rest is in <see cref="AccountSql"/>.</summary>
internal static class SqliteSql
{
    /// <summary>The version of the tables that this program works with.</summary>
    public const int Version = 1;

    public const string Create = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE versions (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO versions (name, version) VALUES ('otp_secrets', 0), ('otp_state', 0), ('password_state', 0), ('digest_password_state', 0);
        CREATE TABLE otp_secrets (name BLOB PRIMARY KEY, lines BLOB, version INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX otp_secrets_version ON otp_secrets (version);
        CREATE TABLE otp_state (name BLOB PRIMARY KEY, lines BLOB, version INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX otp_state_version ON otp_state (version);
        CREATE TABLE password_state (name BLOB PRIMARY KEY, lines BLOB, version INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX password_state_version ON password_state (version);
        CREATE TABLE digest_password_state (name BLOB PRIMARY KEY, lines BLOB, version INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX digest_password_state_version ON digest_password_state (version);
        CREATE TABLE attempts (key BLOB PRIMARY KEY, failures INTEGER NOT NULL, last INTEGER NOT NULL, changed INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX attempts_changed ON attempts (changed);
        """;

    /// <summary>How many tables have a version.</summary>
    public const int Versions = 4;

    public const string ReadSchemaVersion = "PRAGMA user_version";

    /// <summary>Changes whenever a table, an index, a view or a trigger is made or removed.</summary>
    public const string ReadSchemaCookie = "PRAGMA schema_version";

    /// <summary>What was made, in one text; what SQLite keeps for itself, such as its statistics, is left out.</summary>
    public const string ReadSchema = """
        SELECT group_concat(type || ' ' || name || ' ' || sql, ';')
        FROM (SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY type, name)
        """;

    /// <summary>Versions that can be counted on: at 2⁶² a change each microsecond has gone on for 146,000 years.</summary>
    public const string CountVersions = "SELECT count(*) FROM versions WHERE typeof(version) = 'integer' AND version BETWEEN 0 AND 4611686018427387904";

    /// <summary>Changes whenever another connection has committed.</summary>
    public const string ReadDataVersion = "PRAGMA data_version";

    /// <summary>Finds also what a copy by other means than SQLite's has torn: an index that does not agree with its table.</summary>
    public const string IntegrityCheck = "PRAGMA integrity_check(1)";

    /// <summary>Readers and a writer do not wait for each other, and a commit is one write to the log.</summary>
    public const string KeepLog = "PRAGMA journal_mode = WAL";

    public const string ReadMeta = "SELECT value FROM meta WHERE name = $1";

    /// <summary>$1 name, $2 value.</summary>
    public const string SetMeta = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    public const string TakeVersion = "UPDATE versions SET version = version + 1 WHERE name = '@table' RETURNING version";

    /// <summary>$1 name, $2 value, $3 version.</summary>
    public const string InsertRow = "INSERT INTO @table (name, @value, version) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";

    /// <summary>$1 name, $2 value, $3 version, $4 the version it had.</summary>
    public const string UpdateRow = "UPDATE @table SET @value = $2, version = $3 WHERE name = $1 AND version = $4";

    /// <summary>$1 key, $2 what is added, $3 whether the count begins anew, $4 the time.</summary>
    public const string AddAttempt = """
        INSERT INTO attempts (key, failures, last, changed) VALUES ($1, max($2, 0), $4, $4)
        ON CONFLICT (key) DO UPDATE SET
            failures = max(0, min(1000000000, CASE WHEN $3 THEN 0 ELSE attempts.failures END + $2)),
            last = CASE WHEN $2 > 0 THEN $4 ELSE attempts.last END,
            changed = $4
        RETURNING failures, last
        """;

    /// <summary>$1 since when, $2 the fewest failures, $3 how many.</summary>
    public const string ReadAttempts =
        "SELECT key, failures, last FROM attempts WHERE changed >= $1 AND failures >= $2 ORDER BY changed DESC LIMIT $3";

    /// <summary>$1 until when.</summary>
    public const string ForgetAttempts = "DELETE FROM attempts WHERE changed < $1";
}
