using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Writes a file so that whoever opens it at any time gets the old or the new content, whole, even if this process is killed or the
/// power fails.
/// </summary>
/// <remarks>
/// <para>
/// The content goes to a new file in the same directory, <c>.ht-NAME-….tmp</c>, which only its owner can read until it has the owner,
/// the mode, the access control list and the other extended attributes of the old one, and then takes its name. Both the
/// content and the name are on the disk when the call returns. Symbolic links stay, and what they lead to is replaced.
/// </para>
/// <para>
/// Where that cannot be had the file is written over: the directory is not writable or does not let the file be replaced, the file
/// is a mount point (a file mounted into a container), has several hard links, or has an owner or attributes that this process
/// may not give to another file. For that time its old and new content are in a backup beside it or, where the directory is not
/// writable, in the one for temporary files: <c>.ht-NAME-….backup</c>, which only its owner can read. If the process is killed
/// just then, the next <see cref="CredentialFile.Update"/> puts the old content back.
/// </para>
/// <para>
/// Extended attributes and the owner are kept on Linux. On Windows access control list and attributes are; on other systems the mode is, and the
/// file comes to belong to the process's user.
/// </para>
/// <para>This is the writing only. <see cref="CredentialFile.Update"/> also keeps others from writing at the same time.</para>
/// </remarks>
public static class AtomicFileWriter
{
    /// <summary>0666, from which the umask is taken: what Apache's tools create files with.</summary>
    public const UnixFileMode DefaultNewFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Gives the file that content, creating it if it is missing. To a device or a pipe the content is just written.</summary>
    /// <param name="path">The file; symbolic links are followed and stay.</param>
    /// <param name="content">All of the new content.</param>
    /// <param name="newFileMode">The mode of a file that is created, from which the umask is taken.</param>
    /// <exception cref="UnauthorizedAccessException">The file may not be read and written, or not be created.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    /// <exception cref="IOException">The disk is full, for example. The file is as it was.</exception>
    public static CredentialFileWriteMethod Write(
        string path,
        ReadOnlySpan<byte> content,
        UnixFileMode newFileMode = DefaultNewFileMode)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (CredentialFilePath.IsSpecial(path))
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(content);
            return CredentialFileWriteMethod.InPlace;
        }

        string target = CredentialFilePath.Resolve(path);
        while (!File.Exists(target))
        {
            if (FileReplacement.TryCreate(target, content, newFileMode))
            {
                return CredentialFileWriteMethod.Created;
            }
        }

        using SafeFileHandle existing = Open(target);
        return Overwrite(target, existing, content);
    }

    internal static CredentialFileWriteMethod Overwrite(string target, SafeFileHandle existing, ReadOnlySpan<byte> content) =>
        Overwrite(target, existing, new SpanContent(content));

    /// <param name="target">The file, behind all links.</param>
    /// <param name="existing">The same, open for reading and writing.</param>
    /// <param name="content">All of the new content.</param>
    internal static CredentialFileWriteMethod Overwrite<TContent>(string target, SafeFileHandle existing, TContent content)
        where TContent : IFileContent, allows ref struct
    {
        if (FileReplacement.TryReplace(target, existing, content))
        {
            return CredentialFileWriteMethod.Replaced;
        }

        InPlaceWriter.Write(target, existing, content);
        return CredentialFileWriteMethod.InPlace;
    }

    private static SafeFileHandle Open(string target)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.OpenHandle(target, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }

        SafeFileHandle handle = LinuxCalls.OpenReadWrite(target);
        return handle.IsInvalid ? throw LinuxCalls.ToException(LinuxCalls.LastError, target) : handle;
    }
}
