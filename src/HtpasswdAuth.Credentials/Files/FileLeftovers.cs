using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Clears up after writers of the same file that were killed: deletes files they were making, and puts the file right if it was being
/// written over. Called with the file locked.
/// </summary>
internal static class FileLeftovers
{
    private const int BackupAttempts = 200;

    /// <returns>Whether the file was damaged and has its old content again.</returns>
    public static bool CleanUp(string target, SafeFileHandle? file)
    {
        string directory = Path.GetDirectoryName(target)!;
        foreach (string path in CredentialFilePath.FindLeft(directory, target, CredentialFilePath.TemporarySuffix))
        {
            using SafeFileHandle? left = TryTake(path, file, isBackup: false);
            TryDelete(left, path);
        }

        bool restored = false;
        foreach (string path in InPlaceBackup.Places(target, file))
        {
            foreach (string backup in CredentialFilePath.FindLeft(path, target, CredentialFilePath.BackupSuffix))
            {
                restored |= CleanUpBackup(backup, target, file);
            }
        }

        return restored;
    }

    public static bool HasBackup(string target) => InPlaceBackup.Places(target, existing: null)
        .Any(folder => CredentialFilePath.FindLeft(folder, target, CredentialFilePath.BackupSuffix).Any());

    private static bool CleanUpBackup(string path, string target, SafeFileHandle? file)
    {
        using SafeFileHandle? left = TryTake(path, file, isBackup: true);
        if (left is null)
        {
            return false;
        }

        if (InPlaceBackup.Read(left) is not { } backup)
        {
            TryDelete(left, path);
            return false;
        }

        if (backup.Target != target || file is null)
        {
            return false;
        }

        var content = FileRegion.Whole(file);
        bool isTorn = backup.IsTorn(content);
        if (isTorn || backup.IsOldOrNew(content))
        {
            // What can be read need not be on the disk: a failed write may have left it in memory alone.
            InPlaceWriter.Overwrite(target, file, content.Length, backup.IsNew(content) ? backup.New : backup.Old);
            CredentialFileRecord.Of(CredentialFileStamp.Of(file), CredentialLines.CountRecords(CredentialText.Of(file))).TryWrite(target, file);
            InPlaceBackup.Discard(left, path);
        }

        // Where another has changed the damaged file since, the backup stays for a person to look at.
        return isTorn;
    }

    /// <summary>Opens and locks what its maker left behind; <see langword="null"/> if that is still at work, or not to be trusted.</summary>
    private static SafeFileHandle? TryTake(string path, SafeFileHandle? target, bool isBackup)
    {
        SafeFileHandle? handle = null;
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                // Here the lock of the target is all there is to tell it, and all writers hold that.
                return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            }

            if (!LinuxStatus.TryRead(path, followLink: false, out LinuxStatus named) || !IsTrusted(named, target, isBackup, out bool isTarget))
            {
                return null;
            }

            handle = LinuxCalls.OpenReadWrite(path);
            bool taken = !handle.IsInvalid
                && LinuxStatus.TryRead(handle, out LinuxStatus opened) && opened.Identity == named.Identity
                && (isTarget || TryLock(handle, isBackup));
            if (taken)
            {
                return handle;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone, or another's.
        }

        handle?.Dispose();
        return null;
    }

    /// <summary>
    /// A file that is being made can be left to its maker. Of a backup it must be known whether its maker lives: a process killed
    /// while it started another one leaves it locked until that one runs its own program.
    /// </summary>
    private static bool TryLock(SafeFileHandle handle, bool isBackup)
    {
        bool locked = LinuxCalls.TryLock(handle);
        for (int attempt = 0; !locked && isBackup && attempt < BackupAttempts; attempt++)
        {
            Thread.Sleep(1);
            locked = LinuxCalls.TryLock(handle);
        }

        return locked;
    }

    /// <summary>
    /// The directory for temporary files is everybody's: only what the file's owner, the administrator or this user made can be
    /// put back, and only if nobody else could write to it.
    /// </summary>
    private static bool IsTrusted(LinuxStatus left, SafeFileHandle? target, bool isBackup, out bool isTarget)
    {
        LinuxStatus file = default;
        bool hasTarget = target is not null && LinuxStatus.TryRead(target, out file);

        // A maker killed between giving a new file its name and taking away the first one.
        isTarget = hasTarget && left.Identity == file.Identity;
        bool isPrivate = !isBackup || (left.Permissions & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0;
        bool isOwn = left.UserId == LinuxCalls.EffectiveUserId() || left.UserId == 0 || (hasTarget && left.UserId == file.UserId);
        return left.IsRegularFile && (isTarget || (isPrivate && isOwn));
    }

    private static void TryDelete(SafeFileHandle? taken, string path)
    {
        try
        {
            if (taken is not null)
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It hinders nobody.
        }
    }
}
