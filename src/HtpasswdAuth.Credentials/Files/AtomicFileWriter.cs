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
/// content and the name are on the disk when the call returns; where the disk does not confirm them it throws, and the name leads to
/// the old file. Symbolic links stay, and what they lead to is replaced.
/// </para>
/// <para>
/// Where that cannot be had the file is written over: the directory is not writable or does not let the file be replaced, the file
/// is a mount point (a file mounted into a container), has several hard links, or has an owner or attributes that this process
/// may not give to another file. For that time its old and new content are in a backup beside it or, where the directory is not
/// writable, in the one for temporary files: <c>.ht-NAME-….backup</c>, which only its owner can read. If the process is killed
/// just then, the next <see cref="CredentialFile.Update"/> or <see cref="Repair"/>, which all readers begin with, puts the old
/// content back. <see cref="KeepsBackup"/> tells whether the backup would be there for it.
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

    private const int TestSlack = 4096;

    private static readonly TimeSpan RepairTimeout = TimeSpan.FromSeconds(2);

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

    /// <summary>Creates a file with that content; one that exists is left alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">All of its content.</param>
    /// <param name="mode">Its mode, from which the umask is taken.</param>
    /// <returns><see langword="false"/> if there is such a file already.</returns>
    /// <exception cref="UnauthorizedAccessException">The file may not be created.</exception>
    /// <exception cref="IOException">The disk is full, for example. There is no file.</exception>
    public static bool TryCreate(string path, ReadOnlySpan<byte> content, UnixFileMode mode = DefaultNewFileMode)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return FileReplacement.TryCreate(Path.GetFullPath(path), content, mode);
    }

    /// <summary>Waits until the disk has a file that was written by other means, its content and its name.</summary>
    /// <param name="file">The file, open.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="IOException">The disk has not confirmed it.</exception>
    public static void Flush(SafeFileHandle file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Disk.Flush(file, path);
        Disk.FlushFolder(Path.GetDirectoryName(CredentialFilePath.Resolve(path))!, file);
    }

    /// <summary>
    /// Puts a file right that was being written over when its writer was killed. For those who only read: a writer's change begins
    /// with it. Without a backup it costs a look at the names in two folders, and changes nothing.
    /// </summary>
    /// <param name="path">The file; symbolic links are followed.</param>
    /// <returns>
    /// Whether the file was damaged and has its old content again. Not if this process may not write it, nor while another is writing it.
    /// </returns>
    public static bool Repair(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (!FileLeftovers.HasBackup(CredentialFilePath.Resolve(path)))
            {
                return false;
            }

            // A writer at work is waited for: what it writes over would be read half.
            using CredentialFileLock held = CredentialFileLock.Acquire(path, RepairTimeout);
            return held.Handle is not null && FileLeftovers.CleanUp(held.Target, held.Handle);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether what is needed to put the file right after a killed write would last as long as the file itself. Not where it is
    /// mounted alone into a container and may be written, unless TMPDIR names a better place than the container's own layer.
    /// </summary>
    /// <param name="path">The file; symbolic links are followed.</param>
    public static bool KeepsBackup(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!OperatingSystem.IsLinux() || CredentialFilePath.IsSpecial(path))
        {
            return true;
        }

        string target = CredentialFilePath.Resolve(path);
        using SafeFileHandle file = LinuxCalls.OpenReadWrite(target);
        return file.IsInvalid || !InPlaceBackup.IsAlone(target, file) || InPlaceBackup.IsPlaceChosen;
    }

    /// <summary>
    /// Finds out whether a change of the file could be written now, without changing anything that others see: as much as the
    /// file holds is written to another beside it, which is deleted at once. Where the folder takes no new file, only whether the file
    /// itself may be written.
    /// </summary>
    /// <param name="path">The file, which need not exist; symbolic links are followed.</param>
    /// <exception cref="TimeoutException">Another is changing the file: there is no answer just now.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or not be created.</exception>
    /// <exception cref="IOException">The disk is full, for example.</exception>
    public static void TestWrite(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using CredentialFileLock held = CredentialFileLock.Acquire(path, TimeSpan.Zero);
        long length = held.Handle is null ? 0 : RandomAccess.GetLength(held.Handle);
        using TemporaryFile? beside = FileReplacement.TryCreateBeside(held.Target);
        if (beside is not null)
        {
            beside.Write(new FileRegion(beside.Handle, 0, 0).PaddedTo(length + TestSlack));
            beside.Flush();
        }
        else if (held.Handle is null)
        {
            throw LinuxCalls.ToException(LinuxCalls.AccessDenied, Path.GetDirectoryName(held.Target)!);
        }
    }

    internal static CredentialFileWriteMethod Overwrite(string target, SafeFileHandle existing, ReadOnlySpan<byte> content, FileChange? change = null) =>
        Overwrite(target, existing, new SpanContent(content), change);

    /// <param name="target">The file, behind all links.</param>
    /// <param name="existing">The same, open for reading and writing.</param>
    /// <param name="content">All of the new content.</param>
    /// <param name="change">Lets it be written, and records it; <see langword="null"/> where nothing was read before.</param>
    internal static CredentialFileWriteMethod Overwrite<TContent>(string target, SafeFileHandle existing, TContent content, FileChange? change = null)
        where TContent : IFileContent, allows ref struct
    {
        if (FileReplacement.TryReplace(target, existing, content, change))
        {
            return CredentialFileWriteMethod.Replaced;
        }

        InPlaceWriter.Write(target, existing, content, change);
        change?.Prepare(existing);
        change?.Record(existing);
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
