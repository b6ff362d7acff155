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

    public static async Task RestoreAsync(AccountPlace place, string backup, TimeProvider time)
    {
        try
        {
            using SqliteConnection source = SqliteAccountDatabase.Connect(backup, Patience);
            await CheckAsync(source, backup).ConfigureAwait(false);
            long accepted = await MakePlaceAsync(place, time).ConfigureAwait(false);
            using SqliteConnection live = SqliteAccountDatabase.Connect(place.Database, Patience);
            source.BackupDatabase(live);
            var session = new SqliteSession(live, CancellationToken.None);
            await session.ExecuteAsync("PRAGMA journal_mode = WAL", null).ConfigureAwait(false);
            AccountMeta meta = await AccountMeta.ReadAsync(session, place.Database).ConfigureAwait(false);
            await (meta with { Accepted = Math.Max(meta.Accepted, accepted) }).WriteAsync(session).ConfigureAwait(false);
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.From(exception, place.Database);
        }
    }

    /// <summary>Sees to it that there is a database that can be written over.</summary>
    /// <returns>When it was accepted last; processes that have seen that follow a later one only.</returns>
    private static async Task<long> MakePlaceAsync(AccountPlace place, TimeProvider time)
    {
        if (File.Exists(place.Database))
        {
            try
            {
                using SqliteConnection live = SqliteAccountDatabase.Connect(place.Database, Patience);
                await CheckAsync(live, place.Database).ConfigureAwait(false);
                return (await AccountMeta.ReadAsync(new SqliteSession(live, CancellationToken.None), place.Database).ConfigureAwait(false)).Accepted;
            }
            catch (Exception exception) when (exception is DatabaseException { IsAway: false } or SqliteException { SqliteErrorCode: 11 or 26 })
            {
                MoveAway(place.Database, time);
            }
        }

        await AccountCreation.TryCreateAsync(place, AccountMeta.New()).ConfigureAwait(false);
        return 0;
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

    private static async Task CheckAsync(SqliteConnection connection, string path)
    {
        var session = new SqliteSession(connection, CancellationToken.None);
        if (await session.ReadValueAsync(SqliteSql.IntegrityCheck, null).ConfigureAwait(false) is not "ok")
        {
            throw SqliteFailure.Damaged(path);
        }

        await AccountMeta.ReadAsync(session, path).ConfigureAwait(false);
    }
}
