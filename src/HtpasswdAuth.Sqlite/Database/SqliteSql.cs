namespace HtpasswdAuth.Sqlite;

/// <summary>What is said in SQLite's own words; the rest is in <see cref="AccountSql"/>.</summary>
internal static class SqliteSql
{
    /// <summary>The version of the tables that this program works with.</summary>
    public const int Version = 2;

    public const string Create = Tables + CreateAttempts;

    private const string Tables = """
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
        """;

    /// <summary>What was there before came from version 1, which counted otherwise: within a day it would have been forgotten.</summary>
    public const string CreateAttempts = """
        DROP TABLE IF EXISTS attempts;
        CREATE TABLE attempts (
            key BLOB PRIMARY KEY, paid INTEGER NOT NULL, last INTEGER NOT NULL, signed_in INTEGER, place TEXT, changed INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX attempts_changed ON attempts (changed);
        CREATE INDEX attempts_paid ON attempts (paid);
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
    public const string CountVersions =
        "SELECT count(*) FROM versions WHERE typeof(version) = 'integer' AND version BETWEEN 0 AND 4611686018427387904";

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

    /// <summary>
    /// $1 key, $2 how much later all is given back, $3 whether the count begins anew, $4 the time, $5 the longest, $6 whether it is a
    /// sign-in, $7 the place.
    /// </summary>
    public const string AddAttempt = """
        INSERT INTO attempts (key, paid, last, signed_in, place, changed)
        VALUES ($1, $4 + min(max($2, 0), $5), $4, CASE WHEN $6 THEN $4 END, $7, $4)
        ON CONFLICT (key) DO UPDATE SET
            paid = max($4, min($4 + $5, CASE WHEN $3 OR attempts.paid < $4 THEN $4 ELSE attempts.paid END + $2)),
            last = CASE WHEN $2 > 0 THEN $4 ELSE attempts.last END,
            signed_in = CASE WHEN $6 THEN $4 ELSE attempts.signed_in END,
            place = coalesce($7, attempts.place),
            changed = $4
        RETURNING key, paid, last, signed_in, place
        """;

    /// <summary>$1 since when, $2 when all is given back at the earliest, $3 how many.</summary>
    public const string ReadAttempts = """
        SELECT key, paid, last, signed_in, place FROM attempts
        WHERE changed >= $1 AND (paid >= $2 OR paid <= changed OR signed_in IS NOT NULL) ORDER BY changed DESC LIMIT $3
        """;

    /// <summary>$1 the first key, $2 the last.</summary>
    public const string ReadAttemptsBetween =
        "SELECT key, paid, last, signed_in, place FROM attempts WHERE key BETWEEN $1 AND $2 ORDER BY key";

    /// <summary>$1 the first key, $2 the last, $3 the time.</summary>
    public const string GiveBackAttempts = "UPDATE attempts SET paid = $3, changed = $3 WHERE key BETWEEN $1 AND $2";

    /// <summary>$1 the time, $2 since when sign-ins are known, $3 how many.</summary>
    public const string ForgetAttempts = """
        DELETE FROM attempts WHERE key IN (
            SELECT key FROM attempts WHERE paid < $1 AND coalesce(signed_in, 0) < $2 LIMIT $3)
        """;

    /// <summary>$1 up to how many.</summary>
    public const string CountAttempts = "SELECT count(*) FROM (SELECT 1 FROM attempts LIMIT $1)";

    /// <summary>$1 how many.</summary>
    public const string ForgetLeastAttempts = """
        DELETE FROM attempts WHERE key IN (
            SELECT key FROM attempts WHERE substr(key, 1, 1) IN (x'01', x'07') ORDER BY paid LIMIT $1)
        """;
}
