using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Makes the new file beside the old one and gives it its name when it is complete.</summary>
internal static class FileReplacement
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static bool TryCreate(string target, ReadOnlySpan<byte> content, UnixFileMode mode, FileChange? change = null) =>
        TryCreate(target, new SpanContent(content), mode, change);

    /// <returns><see langword="false"/> if there is such a file already.</returns>
    /// <exception cref="IOException">There is no file.</exception>
    public static bool TryCreate<TContent>(string target, TContent content, UnixFileMode mode, FileChange? change = null)
        where TContent : IFileContent, allows ref struct
    {
        using TemporaryFile file = TemporaryFile.Create(Path.GetDirectoryName(target)!, target, CredentialFilePath.TemporarySuffix, mode);
        file.Write(content);
        if (file.CreatedMode is { } created)
        {
            Disk.TrySetMode(file.Handle, file.Path, created);
        }

        file.Flush();
        change?.Prepare(file.Handle);
        bool isNamed = OperatingSystem.IsLinux() ? FileNaming.TryName(file, target) : TryMove(file, target);
        if (isNamed)
        {
            change?.Record(file.Handle);
        }

        return isNamed;
    }

    /// <inheritdoc cref="TryReplace{TContent}"/>
    public static bool TryReplace(string target, SafeFileHandle existing, ReadOnlySpan<byte> content, FileChange? change = null) =>
        TryReplace(target, existing, new SpanContent(content), change);

    /// <returns><see langword="false"/> if the file cannot be replaced, or not by one that is like it in all but the content.</returns>
    /// <exception cref="IOException">The file is as it was, or the message says that it is not.</exception>
    public static bool TryReplace<TContent>(string target, SafeFileHandle existing, TContent content, FileChange? change = null)
        where TContent : IFileContent, allows ref struct
    {
        // A new file would be the file of one of the names only.
        if (OperatingSystem.IsLinux() && !(LinuxStatus.TryRead(existing, out LinuxStatus status) && status is { Links: 1, IsMountPoint: false }))
        {
            return false;
        }

        using TemporaryFile? file = TryCreateBeside(target);
        if (file is null || !TryCopyMetadata(existing, file))
        {
            return false;
        }

        file.Write(content);
        file.Flush();
        change?.Prepare(file.Handle);
        change?.Announce(file.Handle);
        change?.RequireUnchanged();
        bool isReplaced = OperatingSystem.IsLinux() ? FileNaming.TrySwap(file, target, existing, change) : TryReplaceElsewhere(target, existing, file);
        if (isReplaced && OperatingSystem.IsLinux())
        {
            change?.Record(file.Handle);
        }

        return isReplaced;
    }

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

    /// <returns><see langword="null"/> if the folder takes no new files.</returns>
    public static TemporaryFile? TryCreateBeside(string target)
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
            return LinuxMetadata.TryCopy(existing, file);
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
