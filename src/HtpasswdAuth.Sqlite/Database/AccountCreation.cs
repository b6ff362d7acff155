using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Sqlite;

/// <summary>Makes a database under another name, whole and on the disk, before it gets its own: a process that finds one finds all of it.</summary>
internal static class AccountCreation
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int NameTaken = 17;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Makes the database, with what the text files of version 0 hold.</summary>
    /// <param name="place">Where.</param>
    /// <param name="meta">What it says of itself.</param>
    /// <returns>How many users were imported from each file; <see langword="null"/> if there is a database by now.</returns>
    /// <exception cref="DatabaseException">It cannot be made.</exception>
    public static async Task<IReadOnlyList<(string Path, int Users)>?> TryCreateAsync(AccountPlace place, AccountMeta meta)
    {
        IReadOnlyList<(string Path, int Users)> imported = [];
        return await TryCreateAsync(
            place, async session => imported = await FillAsync(session, place.Files, meta).ConfigureAwait(false)).ConfigureAwait(false)
            ? imported
            : null;
    }

    /// <summary>Makes the database.</summary>
    /// <param name="place">Where.</param>
    /// <param name="fill">Puts everything into it, by a connection to the empty file.</param>
    /// <returns><see langword="false"/> if there is a database by now.</returns>
    /// <exception cref="DatabaseException">It cannot be made.</exception>
    public static async Task<bool> TryCreateAsync(AccountPlace place, Func<SqliteSession, Task> fill)
    {
        string folder = Path.GetDirectoryName(place.Database)!;
        if (!Directory.Exists(folder))
        {
            throw new DatabaseException(
                $"There is no folder {folder} for the account database: make it, or mount it.", null, isAway: false);
        }

        string temporary = Path.Combine(folder, $".ht-{Path.GetFileName(place.Database)}-new-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        try
        {
            using (SafeFileHandle file = Disk.Create(temporary, OwnerOnly))
            {
                TakeOwner(file, place.Files.UserFile);
                using (SqliteConnection connection = SqliteAccountDatabase.Connect(temporary, Patience))
                {
                    var session = new SqliteSession(connection, CancellationToken.None);
                    await fill(session).ConfigureAwait(false);
                    await session.ExecuteAsync(SqliteSql.KeepLog, null).ConfigureAwait(false);
                }

                Disk.Flush(file, temporary);
            }

            return TryName(folder, temporary, place);
        }
        catch (SqliteException exception)
        {
            throw SqliteFailure.From(exception, place.Database);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or (IOException and not DatabaseException))
        {
            throw new DatabaseException(
                $"The account database {place.Database} cannot be made: let this process write the folder, or make it by 'htauth account init'.",
                exception, isAway: false, exception.Message);
        }
        finally
        {
            Remove(temporary);
        }
    }

    /// <summary>What keeps it from being removed must not hide why it is not needed any more.</summary>
    private static void Remove(string database)
    {
        try
        {
            Array.ForEach(["", "-wal", "-shm", "-journal"], ending => File.Delete(database + ending));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static async Task<IReadOnlyList<(string Path, int Users)>> FillAsync(
        SqliteSession session, AccountFiles files, AccountMeta meta)
    {
        using SqliteTransaction transaction = session.Connection.BeginTransaction(deferred: false);
        await session.ExecuteAsync(SqliteSql.Create, null).ConfigureAwait(false);
        await session.ExecuteAsync($"PRAGMA user_version = {SqliteSql.Version}", null).ConfigureAwait(false);
        await meta.WriteAsync(session).ConfigureAwait(false);
        IReadOnlyList<(string Path, int Users)> imported = await AccountImport.RunAsync(session, files).ConfigureAwait(false);
        transaction.Commit();
        return imported;
    }

    /// <summary>An administrator makes it, and the site, which is the password file's owner, uses it.</summary>
    private static void TakeOwner(SafeFileHandle file, string userFile)
    {
        if (OperatingSystem.IsLinux() && LinuxCalls.EffectiveUserId() == 0 && LinuxStatus.TryRead(userFile, followLink: true, out LinuxStatus status))
        {
            Disk.Require(DiskCalls.Repeat(() => DiskCalls.ChangeOwner(file, status.UserId, status.GroupId)), userFile);
        }
    }

    /// <summary>
    /// The file is closed by now: once others of this process may have opened it by its name, closing it would take their locks.
    /// </summary>
    private static bool TryName(string folder, string temporary, AccountPlace place)
    {
        if (!OperatingSystem.IsLinux())
        {
            if (File.Exists(place.Database))
            {
                return false;
            }

            File.Move(temporary, place.Database);
            place.Mark();
            return true;
        }

        using SafeFileHandle directory = LinuxCalls.OpenDirectory(folder);
        Disk.Require(directory.IsInvalid ? LinuxCalls.LastError : 0, folder);
        int error = Disk.RenameNew(directory, temporary, place.Database);
        if (error == NameTaken)
        {
            return false;
        }

        Disk.Require(error, place.Database);
        place.Mark();
        Disk.FlushFolder(folder, directory);
        return true;
    }
}
