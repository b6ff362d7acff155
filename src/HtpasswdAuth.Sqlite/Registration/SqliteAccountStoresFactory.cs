using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth.Sqlite;

/// <summary>Opens each database once, however many schemes use it.</summary>
internal sealed class SqliteAccountStoresFactory(HtpasswdSqliteOptions options, TimeProvider time, ILoggerFactory loggers) : IAccountStoresFactory, IDisposable
{
    private readonly ConcurrentDictionary<(string Database, bool IsOptional), Lazy<SqliteAccounts>> _open = new();

    public IAccountStores Open(AccountFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        AccountPlace place = PlaceOf(files);
        SqliteAccounts accounts = _open.GetOrAdd((place.Database, files.IsOptional), _ => new Lazy<SqliteAccounts>(() => Start(place))).Value;
        return accounts.Place.IsOfSameUsers(place)
            ? accounts
            : throw new InvalidOperationException(
                $"{files.UserFile} and {accounts.Place.Files.UserFile} cannot share {place.Database}: users of equal names would be one. "
                + $"Remove {nameof(HtpasswdSqliteOptions)}.{nameof(HtpasswdSqliteOptions.Path)}, so that each has a database beside it.");
    }

    public string FindDatabase(AccountFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return PlaceOf(files).Database;
    }

    public void Dispose()
    {
        foreach (Lazy<SqliteAccounts> accounts in _open.Values)
        {
            accounts.Value.Dispose();
        }
    }

    private AccountPlace PlaceOf(AccountFiles files) =>
        options.Path is { } path && !files.IsOptional ? new AccountPlace(files, path) : AccountPlace.Beside(files);

    private SqliteAccounts Start(AccountPlace place)
    {
        var accounts = new SqliteAccounts(place, options, time, loggers.CreateLogger<SqliteAccounts>());
        accounts.Start();
        return accounts;
    }
}
