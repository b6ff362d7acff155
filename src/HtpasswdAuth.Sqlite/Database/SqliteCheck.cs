using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite;

/// <summary>
/// Whether a file is a database as this program makes it: its pages agree, and its tables, without a view or trigger in their place. SQLite
/// itself finds a damaged page only when it reads that one.
/// </summary>
internal static class SqliteCheck
{
    private static readonly Lazy<string> Schema = new(ReadMadeSchema);

    /// <exception cref="DatabaseException">
    /// It is damaged. A file of another version is left to <see cref="AccountMeta.ReadAsync"/>.
    /// </exception>
    public static void Require(SqliteConnection connection, string path)
    {
        if (Read(connection, SqliteSql.IntegrityCheck) is not "ok"
            || (Read(connection, SqliteSql.ReadSchemaVersion) is (long)SqliteSql.Version && !HasTables(connection)))
        {
            throw SqliteFailure.Damaged(path);
        }
    }

    public static object? Read(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static bool HasTables(SqliteConnection connection) =>
        Read(connection, SqliteSql.ReadSchema) as string == Schema.Value
        && Read(connection, SqliteSql.CountVersions) is (long)SqliteSql.Versions;

    private static string ReadMadeSchema()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Read(connection, SqliteSql.Create);
        return (string)Read(connection, SqliteSql.ReadSchema)!;
    }
}
