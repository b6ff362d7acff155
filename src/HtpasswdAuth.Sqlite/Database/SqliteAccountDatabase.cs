using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HtpasswdAuth.Sqlite;

/// <summary>A SQLite file with the tables of accounts. Each use has a connection of its own, from a pool.</summary>
/// <param name="path">The full path.</param>
/// <param name="busyTimeout">How long other processes are waited for.</param>
/// <param name="blocksCaller">
/// Whether the calling thread does the work, as that of a loop may. SQLite's calls do not return before the disk has answered, so that a thread
/// that answers requests leaves it to another.
/// </param>
internal sealed class SqliteAccountDatabase(string path, TimeSpan busyTimeout, bool blocksCaller = false) : AccountDatabase
{
    /// <summary>A disk that does not answer must not keep a site from ending.</summary>
    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(5);

    /// <summary>What was set on a connection stays while it is in the pool, and takes as long as a statement.</summary>
    private static readonly ConditionalWeakTable<sqlite3, string> Prepared = [];

    private readonly string _connectionString = ConnectionString(path, busyTimeout, pooling: true);

    // One for the database being open, and one for each use.
    private readonly CountdownEvent _uses = new(1);

    public string Path => path;

    public override TimeSpan Timeout => busyTimeout;

    /// <summary>How a database is opened: never made by the way, and every commit on the disk before it is told.</summary>
    public static SqliteConnection Connect(string path, TimeSpan busyTimeout) => Open(ConnectionString(path, busyTimeout, pooling: false), busyTimeout);

    public override Task<T> UseAsync<T>(Func<AccountSession, Task<T>> work, CancellationToken cancellationToken) => blocksCaller
        ? RunAsync(session => work(session), cancellationToken)
        : Callbacks.RunAsync(CallbackNames.WorkOnAccounts, () => RunAsync(session => work(session), cancellationToken));

    public override Task<T> ReadAllAsync<T>(AccountTable table, Func<T> begin, CancellationToken cancellationToken) => UseAsync(
        async session =>
        {
            T sink = begin();
            await TableReader.ReadPagesAsync(session, table, sink).ConfigureAwait(false);
            return sink;
        },
        cancellationToken);

    /// <summary>Does something on the calling thread.</summary>
    public async Task<T> RunAsync<T>(Func<SqliteSession, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!_uses.TryAddCount())
        {
            throw SqliteFailure.Closed(path);
        }

        try
        {
            using SqliteConnection connection = Open(_connectionString, busyTimeout);
            return await work(new SqliteSession(connection, cancellationToken)).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.From(exception, path);
        }
        finally
        {
            _uses.Signal();
        }
    }

    /// <summary>Lets what has begun come to its end, and nothing begin any more.</summary>
    public void Close()
    {
        if (!_uses.IsSet)
        {
            _uses.Signal();
            _uses.Wait(ClosingLimit);
        }

        ForgetConnections();
    }

    /// <summary>Connections in the pool are of a file that has the name no more.</summary>
    public void ForgetConnections()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    public override ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private static SqliteConnection Open(string connectionString, TimeSpan busyTimeout)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            if (!Prepared.TryGetValue(connection.Handle!, out _))
            {
                using SqliteCommand command = connection.CreateCommand();
                command.CommandText = $"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL";
                command.ExecuteNonQuery();
                Prepared.Add(connection.Handle!, connection.ConnectionString);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string ConnectionString(string path, TimeSpan busyTimeout, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = pooling,
        DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds),
    }.ToString();
}
