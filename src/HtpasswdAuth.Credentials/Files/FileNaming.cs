using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Gives a file that is complete its name, and waits until the disk has it. Where the disk does not confirm it the name leads to
/// the old file again, or to none: a failure that is told is one that can be seen.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class FileNaming
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <returns><see langword="false"/> if there is such a file already.</returns>
    public static bool TryName(TemporaryFile file, string target)
    {
        // Its first name goes with the object.
        int error = Disk.Link(file.Handle, file.Path, target);
        if (error is LinuxCalls.NotPermitted || Disk.IsUnsupported(error))
        {
            error = Disk.RenameNew(file.Handle, file.Path, target);
            error = Disk.IsUnsupported(error) ? RenameIfFree(file, target) : error;
        }

        if (error == LinuxCalls.Exists)
        {
            return false;
        }

        Disk.Require(error, target);
        try
        {
            Disk.FlushFolder(Path.GetDirectoryName(target)!, file.Handle);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Disk.IsNameOf(file.Handle, target) && Disk.Delete(target) != 0)
            {
                throw Unconfirmed(target, exception);
            }

            throw;
        }
    }

    /// <summary>
    /// The old file takes the first name of the new one, which is deleted with the object: until the disk has the new name the
    /// old file can be put back. It is also put back where another program has written to it just then.
    /// </summary>
    public static bool TrySwap(TemporaryFile file, string target, SafeFileHandle existing, FileChange? change)
    {
        int error = Disk.Exchange(file.Path, target);
        if (Disk.IsUnsupported(error))
        {
            return TryRename(file, target, existing);
        }

        if (!IsReplaceable(error, target))
        {
            return false;
        }

        string folder = Path.GetDirectoryName(target)!;
        try
        {
            Disk.FlushFolder(folder, file.Handle);
            change?.RequireUntouched(existing);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Disk.Exchange(file.Path, target) != 0)
            {
                // The old content stays beside the new.
                file.Keep();
                throw Unconfirmed(target, exception);
            }

            throw;
        }
    }

    /// <summary>For file systems that cannot exchange names: the old file is gone with its name, and is made anew to be put back.</summary>
    private static bool TryRename(TemporaryFile file, string target, SafeFileHandle existing)
    {
        if (!IsReplaceable(Disk.Rename(file.Handle, file.Path, target), target))
        {
            return false;
        }

        file.Keep();
        string folder = Path.GetDirectoryName(target)!;
        try
        {
            Disk.FlushFolder(folder, file.Handle);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!TryPutBack(target, existing))
            {
                throw Unconfirmed(target, exception);
            }

            throw;
        }
    }

    private static bool TryPutBack(string target, SafeFileHandle existing)
    {
        try
        {
            using TemporaryFile old = TemporaryFile.Create(
                Path.GetDirectoryName(target)!, target, CredentialFilePath.TemporarySuffix, OwnerOnly);
            old.Write(FileRegion.Whole(existing));
            if (!LinuxMetadata.TryCopy(existing, old))
            {
                return false;
            }

            old.Flush();
            if (Disk.Rename(old.Handle, old.Path, target) != 0)
            {
                return false;
            }

            old.Keep();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IOException Unconfirmed(string target, Exception reason) => new(
        $"'{target}' has its new content, but the disk has not confirmed that: it may be back at the old one after a power failure ({reason.Message})",
        reason);

    private static bool IsReplaceable(int error, string target)
    {
        if (error is LinuxCalls.Busy or LinuxCalls.CrossDevice or LinuxCalls.NotPermitted or LinuxCalls.AccessDenied)
        {
            return false;
        }

        Disk.Require(error, target);
        return true;
    }

    /// <summary>Without links and renames to free names: the folder, or a file beside this one, is locked against other writers of ours.</summary>
    private static int RenameIfFree(TemporaryFile file, string target) =>
        LinuxStatus.TryRead(target, followLink: false, out _) ? LinuxCalls.Exists : Disk.Rename(file.Handle, file.Path, target);
}
