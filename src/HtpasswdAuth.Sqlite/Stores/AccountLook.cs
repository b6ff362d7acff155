using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Sqlite;

/// <summary>Looks for changes of other processes, and closes the stores where the database cannot be trusted.</summary>
internal sealed class AccountLook : IAccountCopiesReport, IDisposable
{
    /// <summary>A disk that does not answer for so long may have changed since.</summary>
    private static readonly TimeSpan StaleLimit = TimeSpan.FromSeconds(10);

    private const long NotLooking = long.MinValue;

    private readonly AccountPlace _place;
    private readonly SqliteAccountDatabase _database;
    private readonly AccountCopies _copies;
    private readonly ChangeWatch _watch;
    private readonly IReadOnlyList<IReplica> _replicas;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private AccountMeta? _meta;
    private DatabaseException? _obstacle;
    private CredentialFileStamp _checked;
    private long _began = NotLooking;
    private bool _wasOpen;
    private volatile string? _problem = "The account database was not read yet.";
    private volatile bool _isAway;
    private volatile bool _isAbsent;
    private volatile bool _isDisposed;

    public AccountLook(AccountPlace place, SqliteAccountDatabase database, IReadOnlyList<IReplica> replicas, TimeProvider time, ILogger logger)
    {
        _place = place;
        _database = database;
        _watch = new ChangeWatch(database);
        _replicas = replicas;
        _copies = new AccountCopies(database, replicas, this, time);
        _time = time;
        _logger = logger;
    }

    public string DatabasePath => _database.Path;

    /// <summary>Gets what is wrong and what to do, as a whole sentence; nothing if all is well.</summary>
    public string? Problem => _problem ?? (IsLate ? $"The disk of the account database {_database.Path} does not answer: see to it." : null);

    /// <summary>Gets whether the copies in memory may be served.</summary>
    public bool IsTrusted => (_problem is null || _isAway) && (_meta is not null || _isAbsent) && !IsLate;

    /// <summary>Gets whether changes can be written, as far as is known.</summary>
    public bool IsWritable => Problem is null && !_watch.IsReadOnly;

    public ReadOnlyMemory<byte>? Key => _meta is { } meta ? meta.Key : default(ReadOnlyMemory<byte>?);

    private bool IsLate => Volatile.Read(ref _began) is var began and not NotLooking && _time.GetElapsedTime(began) > StaleLimit;

    /// <summary>Remembers why there is no database: until there is one that is what is wrong.</summary>
    public void CouldNotBeMade(DatabaseException exception) => _obstacle = exception;

    /// <summary>Reads what there is to read.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed)
        {
            return;
        }

        Volatile.Write(ref _began, _time.GetTimestamp());
        try
        {
            if (IsAbsent())
            {
                OpenEmpty();
                return;
            }

            _isAbsent = false;
            if (!IsUnchanged())
            {
                await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DatabaseException exception)
        {
            Close(exception);
        }
        catch (SqliteException exception)
        {
            Close(SqliteFailure.From(exception, _database.Path));
        }
        finally
        {
            Volatile.Write(ref _began, NotLooking);
        }
    }

    /// <summary>
    /// Checks the file wholly, if it was written since it was checked last: a program or a disk that overwrites a part of it is found
    /// although all that is served is in memory.
    /// </summary>
    public void Check()
    {
        if (_isDisposed || _problem is not null || _isAbsent)
        {
            return;
        }

        try
        {
            CredentialFileStamp stamp = Stamp();
            if (stamp != _checked)
            {
                using SqliteConnection connection = SqliteAccountDatabase.Connect(_database.Path, _database.Timeout);
                SqliteCheck.Require(connection, _database.Path);
                _checked = stamp;
            }
        }
        catch (Exception exception) when (exception is DatabaseException or SqliteException)
        {
            _watch.Doubt();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        _watch.Dispose();
    }

    void IAccountCopiesReport.Loaded(AccountTable table, long rows, TimeSpan duration) =>
        _logger.AccountsLoaded(table.Name, _database.Path, (long)duration.TotalMilliseconds, rows);

    void IAccountCopiesReport.Broken(AccountTable table) => _logger.AccountRowBroken(table.Name, _database.Path);

    void IAccountCopiesReport.WentBack() => throw SqliteFailure.Older(_database.Path);

    /// <summary>Whether there never was a database, and none is needed.</summary>
    private bool IsAbsent() =>
        _place.Files.IsOptional
        && _meta is null
        && !Path.Exists(_place.Database)
        && _place.FindSign() is null
        && !_place.Files.TextFiles.Any(Path.Exists);

    private void OpenEmpty()
    {
        if (!_isAbsent)
        {
            foreach (IReplica replica in _replicas)
            {
                replica.BeginEmpty();
            }

            _isAbsent = true;
            Open(problem: null);
        }
    }

    private bool IsUnchanged()
    {
        bool hasChanged = _watch.HasChanged(Stamp());
        return !hasChanged && _problem is null;
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        AccountMeta meta = await _database.RunAsync(session => AccountMeta.ReadAsync(session, _database.Path), cancellationToken).ConfigureAwait(false);
        if (_meta is { } known && !meta.Follows(known))
        {
            throw SqliteFailure.Older(_database.Path);
        }

        if (_meta is null)
        {
            await TakeOverAsync(cancellationToken).ConfigureAwait(false);
        }

        bool isOther = _meta is not null && meta.Accepted > _meta.Accepted;
        if (isOther)
        {
            _logger.AccountsReadAnew(_database.Path);
        }

        bool isWhole = await _copies.CatchUpAsync(isOther, cancellationToken).ConfigureAwait(false);
        _meta = meta;
        Open(isWhole ? null : "A row of the account database cannot be read; the log names its table.");
    }

    /// <summary>A copy that was put here is often without a log, and a folder that was moved without its signs.</summary>
    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        _place.Mark();
        if (!_watch.IsReadOnly)
        {
            await _database.RunAsync(session => session.ExecuteAsync(SqliteSql.KeepLog, null), cancellationToken).ConfigureAwait(false);
        }
    }

    private CredentialFileStamp Stamp()
    {
        try
        {
            return CredentialFileStamp.Of(_database.Path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw _meta is not null ? SqliteFailure.Gone(_database.Path)
                : _obstacle ?? (_place.FindSign() is { } sign ? SqliteFailure.Missing(_database.Path, sign) : SqliteFailure.Gone(_database.Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"The account database {_database.Path} cannot be read: let this process read it.", exception, isAway: false, exception.Message);
        }
    }

    private void Open(string? problem)
    {
        if (_problem is not null && _wasOpen && problem is null)
        {
            _logger.AccountsBack(_database.Path);
        }

        _wasOpen = true;
        _isAway = problem is not null;
        _problem = problem;
    }

    private void Close(DatabaseException exception)
    {
        if (_problem != exception.Message)
        {
            _logger.AccountsClosed(exception.Message, exception.Reason == exception.Message ? "" : $" ({exception.Reason})");
        }

        _isAway = exception.IsAway;
        _problem = exception.Message;
    }
}
