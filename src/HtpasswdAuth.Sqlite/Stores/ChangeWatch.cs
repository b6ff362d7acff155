using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HtpasswdAuth.Sqlite;

/// <summary>A connection that stays open: what it is told of changes is compared with what it was told before. For one caller at a time.</summary>
internal sealed class ChangeWatch(SqliteAccountDatabase database) : IDisposable
{
    private SqliteConnection? _connection;
    private UInt128 _identity;
    private long _length;
    private long _dataVersion;
    private long _schemaCookie;
    private volatile bool _isDoubted;
    private volatile bool _isReadOnly;
    private volatile bool _isDisposed;

    /// <summary>Gets whether the file could only be read when it was opened.</summary>
    public bool IsReadOnly => _isReadOnly;

    /// <summary>Has the file checked wholly when it is looked at next.</summary>
    public void Doubt() => _isDoubted = true;

    /// <summary>
    /// Whether another connection has committed since the last call, or the database is another file than then, or has other tables.
    /// </summary>
    /// <param name="stamp">
    /// What tells the file from others. One that got shorter was written by another program than SQLite, or tidied up by it.
    /// </param>
    public bool HasChanged(CredentialFileStamp stamp)
    {
        bool isOther = _connection is null || stamp.Identity != _identity || stamp.Length < _length || _isDoubted;
        _length = stamp.Length;
        if (isOther || (_isReadOnly && MayBeWritten()))
        {
            Open(stamp.Identity);
            return true;
        }

        long version = Read(SqliteSql.ReadDataVersion);
        bool hasChanged = version != _dataVersion;
        _dataVersion = version;
        if (hasChanged && Read(SqliteSql.ReadSchemaCookie) != _schemaCookie)
        {
            Open(stamp.Identity);
        }

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
            SqliteCheck.Require(connection, database.Path);
            _dataVersion = Read(connection, SqliteSql.ReadDataVersion);
            _schemaCookie = Read(connection, SqliteSql.ReadSchemaCookie);
            _isReadOnly = IsReadOnlyConnection(connection);
            _isDoubted = false;
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

    /// <summary>
    /// A connection stays as it was opened, also after the file was given back its mode, so that another one is asked. Never a file handle
    /// of ours: on Linux its closing would take the locks that all of the process's connections hold.
    /// </summary>
    private bool MayBeWritten()
    {
        try
        {
            using SqliteConnection connection = SqliteAccountDatabase.Connect(database.Path, database.Timeout);
            return !IsReadOnlyConnection(connection);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static bool IsReadOnlyConnection(SqliteConnection connection) => raw.sqlite3_db_readonly(connection.Handle!, "main") != 0;

    private long Read(string sql) => Read(_connection!, sql);

    private static long Read(SqliteConnection connection, string sql) => (long)SqliteCheck.Read(connection, sql)!;
}
