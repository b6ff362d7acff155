using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Sqlite;

/// <summary>Copies a database page by page, by SQLite's own means, while others use it.</summary>
internal static class AccountBackup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task SaveAsync(AccountPlace place, string destination)
    {
        using SafeFileHandle file = Disk.Create(destination, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        bool isDone = false;
        try
        {
            using (SqliteConnection source = SqliteAccountDatabase.Connect(place.Database, Patience))
            using (SqliteConnection copy = SqliteAccountDatabase.Connect(destination, Patience))
            {
                source.BackupDatabase(copy);

                // One file, that can be moved and kept by itself.
                await new SqliteSession(copy, CancellationToken.None).ExecuteAsync("PRAGMA journal_mode = DELETE", null).ConfigureAwait(false);
                await CheckAsync(copy, destination).ConfigureAwait(false);
            }

            Disk.Flush(file, destination);
            Disk.FlushFolder(Path.GetDirectoryName(destination)!, file);
            isDone = true;
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.From(exception, place.Database);
        }
        finally
        {
            if (!isDone)
            {
                File.Delete(destination);
            }
        }
    }

    /// <summary>Accepts a copy of the backup, and puts it in the place of the database in one step.</summary>
    public static async Task RestoreAsync(AccountPlace place, string backup, TimeProvider time)
    {
        if (backup == place.Database)
        {
            throw new IOException(
                $"{backup} is the account database itself. Name a backup, or accept the database as it is: htauth account accept");
        }

        // In memory: what is not accepted yet must not stand on the disk as a database.
        using var copy = new SqliteConnection("Data Source=:memory:");
        copy.Open();
        await ReadAsync(backup, copy).ConfigureAwait(false);
        try
        {
            long? accepted = await TryReadAcceptedAsync(place, time).ConfigureAwait(false);
            await AcceptAsync(copy, backup, accepted ?? 0, time).ConfigureAwait(false);
            if (accepted is not null)
            {
                using SqliteConnection live = SqliteAccountDatabase.Connect(place.Database, Patience);
                copy.BackupDatabase(live);
                await new SqliteSession(live, CancellationToken.None).ExecuteAsync(SqliteSql.KeepLog, null).ConfigureAwait(false);
            }
            else if (!await AccountCreation.TryCreateAsync(place, session => Fill(session, copy)).ConfigureAwait(false))
            {
                throw new IOException($"Another program has made {place.Database} meanwhile: restore once more.");
            }
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.From(exception, place.Database);
        }
    }

    private static Task Fill(SqliteSession session, SqliteConnection copy)
    {
        copy.BackupDatabase(session.Connection);
        return Task.CompletedTask;
    }

    private static async Task ReadAsync(string backup, SqliteConnection copy)
    {
        if (!File.Exists(backup))
        {
            throw new FileNotFoundException($"{backup}: no such file; check the path.", backup);
        }

        try
        {
            using SqliteConnection source = SqliteAccountDatabase.Connect(backup, Patience);
            source.BackupDatabase(copy);
            SqliteCheck.Require(copy, backup);
        }
        catch (Exception exception) when (exception is SqliteException or DatabaseException)
        {
            throw new IOException(
                $"{backup} is no backup of an account database that can be read: name another. Nothing was changed.", exception);
        }

        await AccountMeta.ReadAsync(new SqliteSession(copy, CancellationToken.None), backup).ConfigureAwait(false);
    }

    private static async Task AcceptAsync(SqliteConnection copy, string path, long accepted, TimeProvider time)
    {
        var session = new SqliteSession(copy, CancellationToken.None);
        using SqliteTransaction transaction = copy.BeginTransaction(deferred: false);
        AccountMeta meta = await AccountMeta.ReadAsync(session, path).ConfigureAwait(false);
        await (meta with { Accepted = Math.Max(meta.Accepted, accepted) }).WriteAsync(session).ConfigureAwait(false);
        await AccountAcceptance.RunAsync(session, path, time).ConfigureAwait(false);
        transaction.Commit();
    }

    /// <summary>When the database that is there was accepted last; processes that have seen that follow a later one only.</summary>
    /// <returns><see langword="null"/> if there is none, or none any more that could be written over.</returns>
    private static async Task<long?> TryReadAcceptedAsync(AccountPlace place, TimeProvider time)
    {
        if (!File.Exists(place.Database))
        {
            return null;
        }

        try
        {
            using SqliteConnection live = SqliteAccountDatabase.Connect(place.Database, Patience);
            return (await CheckAsync(live, place.Database).ConfigureAwait(false)).Accepted;
        }
        catch (Exception exception) when (exception is DatabaseException { IsAway: false } or SqliteException { SqliteErrorCode: 11 or 26 })
        {
            MoveAway(place.Database, time);
            return null;
        }
    }

    private static void MoveAway(string database, TimeProvider time)
    {
        string suffix = string.Create(CultureInfo.InvariantCulture, $".damaged-{time.GetUtcNow():yyyyMMdd-HHmmss}");
        string[] all = [database, database + "-wal", database + "-shm"];
        foreach (string path in all.Where(File.Exists))
        {
            File.Move(path, path + suffix, overwrite: true);
        }
    }

    private static Task<AccountMeta> CheckAsync(SqliteConnection connection, string path)
    {
        SqliteCheck.Require(connection, path);
        return AccountMeta.ReadAsync(new SqliteSession(connection, CancellationToken.None), path);
    }
}
