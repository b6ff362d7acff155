using HtpasswdAuth.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth.Tests;

/// <summary>What can happen to the account database beside a password file.</summary>
internal static class AccountFaults
{
    private const string Alice = "x'616c696365'";

    private const string Unreadable = $"""
        UPDATE versions SET version = version + 1 WHERE name = '@table';
        INSERT INTO @table (name, lines, version) SELECT {Alice}, x'7b', version FROM versions WHERE name = '@table'
        ON CONFLICT (name) DO UPDATE SET lines = excluded.lines, version = excluded.version
        """;

    /// <summary>Has a site wait no longer than it must for who holds the database.</summary>
    public static void BeImpatient(IServiceCollection services) =>
        services.Configure<HtpasswdSqliteOptions>(sqlite => sqlite.BusyTimeout = TimeSpan.FromMilliseconds(100));

    /// <param name="userFile">The password file.</param>
    /// <param name="what">What becomes of the database; the name of a table for a row of alice that cannot be read.</param>
    public static void Break(string userFile, string what)
    {
        // There is one, made before.
        AccountKeeping.ChangeState(userFile, "alice", state => state.WithAccepted("0123456789abcdef0123456789abcdef", 1, device: null));
        switch (what)
        {
            case "damaged": Replace(userFile, path => File.WriteAllText(path, new string('x', 8192))); break;
            case "empty": Replace(userFile, path => File.WriteAllBytes(path, [])); break;
            case "missing": Replace(userFile, static _ => { }); break;
            case "a directory": Replace(userFile, path => Directory.CreateDirectory(path)); break;
            default: Run(userFile, Unreadable.Replace("@table", what, StringComparison.Ordinal)); break;
        }
    }

    /// <summary>Writes into the database as another program, which does not come to an end before it is disposed.</summary>
    public static IDisposable Hold(string userFile)
    {
        SqliteConnection holder = Open(userFile);
        holder.BeginTransaction(deferred: false);
        return holder;
    }

    public static string? LinesOfAlice(string userFile, string table) =>
        (string?)Run(userFile, $"SELECT CAST(lines AS TEXT) FROM {table} WHERE name = {Alice}");

    private static void Replace(string userFile, Action<string> make)
    {
        string database = AccountFiles.DatabaseOf(userFile);
        Array.ForEach([database, database + "-wal", database + "-shm"], File.Delete);
        make(database);
    }

    private static object? Run(string userFile, string sql)
    {
        using SqliteConnection connection = Open(userFile);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static SqliteConnection Open(string userFile)
    {
        var connection = new SqliteConnection($"Data Source={AccountFiles.DatabaseOf(userFile)};Pooling=False");
        connection.Open();
        return connection;
    }
}
