using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// A file that is being made: readable by its owner only, and locked, so that others can tell it from one whose maker was
/// killed. Disposing deletes it unless it has been given its name.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private bool _gone;

    private TemporaryFile(string path, SafeFileHandle handle)
    {
        Path = path;
        Handle = handle;
    }

    public string Path { get; }

    public SafeFileHandle Handle { get; }

    /// <summary>
    /// The mode asked for, less what umask or the directory's access control list take away; <see langword="null"/> where the file system has no
    /// modes.
    /// </summary>
    public UnixFileMode? CreatedMode { get; private set; }

    /// <summary>Throws what creating a file throws.</summary>
    public static TemporaryFile Create(string directory, string target, string suffix, UnixFileMode mode)
    {
        while (true)
        {
            string path = System.IO.Path.Combine(directory, CredentialFilePath.NewName(target, suffix));
            var file = new TemporaryFile(path, Disk.Create(path, mode));
            try
            {
                if (file.TryPrepare(mode))
                {
                    return file;
                }
            }
            catch
            {
                file.Dispose();
                throw;
            }

            file.Dispose();
        }
    }

    /// <returns>How many bytes the content has.</returns>
    public long Write<TContent>(TContent content)
        where TContent : IFileContent, allows ref struct => DiskStream.Write(Handle, 0, content);

    /// <summary>Waits until the disk has the content and what else has been set.</summary>
    public void Flush() => Disk.Flush(Handle, Path);

    /// <summary>Keeps the file: it has another name now, or is to stay.</summary>
    public void Keep() => _gone = true;

    /// <summary>
    /// Deletes what has the first name. What cannot be deleted is left to the next writer: whether the file was written
    /// does not hang on that.
    /// </summary>
    public void Dispose()
    {
        // Deleted before the lock goes with the handle: no other may find it unlocked.
        if (!_gone)
        {
            _gone = true;
            TryDelete();
        }

        Handle.Dispose();
    }

    private void TryDelete()
    {
        if (OperatingSystem.IsLinux())
        {
            Disk.Delete(Path);
            return;
        }

        try
        {
            File.Delete(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // See above.
        }
    }

    private bool TryPrepare(UnixFileMode asked)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        // The only safe way to learn the umask is to create a file; it is empty still when its mode is taken back.
        UnixFileMode mode = asked & File.GetUnixFileMode(Handle);
        CreatedMode = Disk.TrySetMode(Handle, Path, OwnerOnly) ? mode : null;
        return !OperatingSystem.IsLinux() || IsOurs();
    }

    /// <summary>Between its creation and its locking another that cleans up may have taken it for abandoned.</summary>
    private bool IsOurs()
    {
        bool isLocked = LinuxCalls.TryLock(Handle) || !LinuxCalls.KnowsLocks(Handle);
        return isLocked && (LinuxStatus.TryRead(Handle, out LinuxStatus status)
            ? status.Links > 0
            : throw LinuxCalls.ToException(LinuxCalls.LastError, Path));
    }
}
