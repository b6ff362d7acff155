namespace HtpasswdAuth.PostgreSql;

/// <summary>What comes before every numbered migration.</summary>
internal static class MigrationSql
{
    public const string CreateSchema = "CREATE SCHEMA IF NOT EXISTS @schema";

    public const string CreateMeta = "CREATE TABLE IF NOT EXISTS @schema.meta (name text PRIMARY KEY, value bytea NOT NULL)";

    /// <summary>$1 name, $2 value.</summary>
    public const string AddMeta = "INSERT INTO @schema.meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

    /// <summary>$1 name, $2 value.</summary>
    public const string SetMeta = "INSERT INTO @schema.meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}
