using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Makes the new file beside the old one and gives it its name when it is complete.</summary>
internal static class FileReplacement
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <returns><see langword="false"/> if there is such a file already.</returns>
    public static bool TryCreate(string target, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        string directory = Path.GetDirectoryName(target)!;
        using TemporaryFile file = TemporaryFile.Create(directory, target, CredentialFilePath.TemporarySuffix, mode);
        file.Write(content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.Handle, file.CreatedMode);
        }

        file.Flush();
        if (OperatingSystem.IsLinux() && LinuxCalls.Link(file.Path, target) == 0)
        {
            // Its first name goes with the object.
            LinuxCalls.FlushDirectory(directory);
            return true;
        }

        return (!OperatingSystem.IsLinux() || LinuxCalls.LastError != LinuxCalls.Exists) && TryMove(file, target);
    }

    /// <returns><see langword="false"/> if the file cannot be replaced, or not by one that is like it in all but the content.</returns>
    public static bool TryReplace(string target, SafeFileHandle existing, ReadOnlySpan<byte> content)
    {
        // A new file would be the file of one of the names only.
        if (OperatingSystem.IsLinux() && !(LinuxStatus.TryRead(existing, out LinuxStatus status) && status.Links == 1))
        {
            return false;
        }

        using TemporaryFile? file = TryCreateBeside(target);
        if (file is null)
        {
            return false;
        }

        file.Write(content);
        if (!TryCopyMetadata(existing, file))
        {
            return false;
        }

        file.Flush();
        if (!OperatingSystem.IsLinux())
        {
            return TryReplaceElsewhere(target, existing, file);
        }

        if (LinuxCalls.Rename(file.Path, target) != 0)
        {
            return LinuxCalls.LastError is LinuxCalls.Busy or LinuxCalls.CrossDevice or LinuxCalls.NotPermitted or LinuxCalls.AccessDenied
                ? false
                : throw LinuxCalls.ToException(LinuxCalls.LastError, target);
        }

        file.Keep();
        LinuxCalls.FlushDirectory(Path.GetDirectoryName(target)!);
        return true;
    }

    /// <summary>For file systems without hard links, and other systems.</summary>
    private static bool TryMove(TemporaryFile file, string target)
    {
        try
        {
            File.Move(file.Path, target, overwrite: false);
        }
        catch (IOException) when (File.Exists(target))
        {
            return false;
        }

        file.Keep();
        return true;
    }

    private static TemporaryFile? TryCreateBeside(string target)
    {
        try
        {
            return TemporaryFile.Create(Path.GetDirectoryName(target)!, target, CredentialFilePath.TemporarySuffix, OwnerOnly);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException || exception.HResult == LinuxCalls.ReadOnlyFileSystem)
        {
            return null;
        }
    }

    private static bool TryCopyMetadata(SafeFileHandle existing, TemporaryFile file)
    {
        if (OperatingSystem.IsLinux())
        {
            return LinuxMetadata.TryCopy(existing, file.Handle);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.Handle, File.GetUnixFileMode(existing));
        }

        return true;
    }

    /// <summary>On Windows File.Replace keeps access control list and attributes; it replaces nothing that is open, though.</summary>
    private static bool TryReplaceElsewhere(string target, SafeFileHandle existing, TemporaryFile file)
    {
        file.Keep();
        file.Dispose();
        existing.Dispose();
        try
        {
            File.Replace(file.Path, target, destinationBackupFileName: null);
            return true;
        }
        catch
        {
            File.Delete(file.Path);
            throw;
        }
    }
}
