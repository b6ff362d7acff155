using Microsoft.Data.Sqlite;

namespace HtpasswdAuth.Sqlite;

/// <summary>A connection that stays open: what it is told of changes is compared with what it was told before. For one caller at a time.</summary>
internal sealed class ChangeWatch(SqliteAccountDatabase database) : IDisposable
{
    private SqliteConnection? _connection;
    private UInt128 _identity;
    private long _dataVersion;
    private volatile bool _isReadOnly;
    private volatile bool _isDisposed;

    /// <summary>Gets whether the file could only be read when it was opened.</summary>
    public bool IsReadOnly => _isReadOnly;

    /// <summary>Whether another connection has committed since the last call, or the database is another file than then.</summary>
    /// <param name="identity">What tells the file from others.</param>
    public bool HasChanged(UInt128 identity)
    {
        if (identity != _identity || _connection is null || (_isReadOnly && MayBeWritten()))
        {
            Open(identity);
            return true;
        }

        long version = ReadDataVersion(_connection);
        bool hasChanged = version != _dataVersion;
        _dataVersion = version;
        return hasChanged;
    }

    public void Dispose()
    {
        _isDisposed = true;
        Interlocked.Exchange(ref _connection, null)?.Dispose();
    }

    private void Open(UInt128 identity)
    {
        // While a connection is open its file's number is no other's; from here on it may be.
        Interlocked.Exchange(ref _connection, null)?.Dispose();
        database.ForgetConnections();
        SqliteConnection connection = SqliteAccountDatabase.Connect(database.Path, database.Timeout);
        try
        {
            CheckIntegrity(connection);
            _dataVersion = ReadDataVersion(connection);
            _isReadOnly = !MayBeWritten();
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _identity = identity;
        _connection = connection;
        if (_isDisposed)
        {
            Dispose();
        }
    }

    /// <summary>A connection stays as it was opened, also after the file was given back its mode.</summary>
    private bool MayBeWritten()
    {
        try
        {
            using var file = File.OpenHandle(database.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void CheckIntegrity(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = SqliteSql.IntegrityCheck;
        if (command.ExecuteScalar() is not "ok")
        {
            throw SqliteFailure.Damaged(database.Path);
        }
    }

    private static long ReadDataVersion(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = SqliteSql.ReadDataVersion;
        return (long)command.ExecuteScalar()!;
    }
}
