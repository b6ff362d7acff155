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
        string folder = Path.GetDirectoryName(place.Database)!;
        string temporary = Path.Combine(folder, $".ht-{Path.GetFileName(place.Database)}-new-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        try
        {
            using SafeFileHandle file = Disk.Create(temporary, OwnerOnly);
            TakeOwner(file, place.Files.UserFile);
            IReadOnlyList<(string Path, int Users)> imported = await FillAsync(temporary, place.Files, meta).ConfigureAwait(false);
            Disk.Flush(file, temporary);
            if (!TryName(file, temporary, place.Database))
            {
                return null;
            }

            Mark(place);
            Disk.FlushFolder(folder, file);
            return imported;
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
            Array.ForEach(["", "-wal", "-shm", "-journal"], ending => File.Delete(temporary + ending));
        }
    }

    private static async Task<IReadOnlyList<(string Path, int Users)>> FillAsync(string path, AccountFiles files, AccountMeta meta)
    {
        using SqliteConnection connection = SqliteAccountDatabase.Connect(path, Patience);
        var session = new SqliteSession(connection, CancellationToken.None);
        IReadOnlyList<(string Path, int Users)> imported;
        using (SqliteTransaction transaction = connection.BeginTransaction(deferred: false))
        {
            await session.ExecuteAsync(SqliteSql.Create, null).ConfigureAwait(false);
            await session.ExecuteAsync($"PRAGMA user_version = {SqliteSql.Version}", null).ConfigureAwait(false);
            await meta.WriteAsync(session).ConfigureAwait(false);
            imported = await AccountImport.RunAsync(session, files).ConfigureAwait(false);
            transaction.Commit();
        }

        await session.ExecuteAsync("PRAGMA journal_mode = WAL", null).ConfigureAwait(false);
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

    private static bool TryName(SafeFileHandle file, string temporary, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            if (File.Exists(path))
            {
                return false;
            }

            File.Move(temporary, path);
            return true;
        }

        int error = Disk.RenameNew(file, temporary, path);
        if (error == NameTaken)
        {
            return false;
        }

        Disk.Require(error, path);
        return true;
    }

    private static void Mark(AccountPlace place) => File.WriteAllText(
        place.Marker, $"{Path.GetFileName(place.Database)} was made beside this file. Where it is missing, a backup has to be restored: htauth account restore\n");
}
