using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// A file that is being made: readable by its owner only, and locked, so that others can tell it from one whose maker was
/// killed. Disposing deletes it unless it has been given its name.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileStream _stream;
    private bool _gone;

    private TemporaryFile(FileStream stream, UnixFileMode createdMode)
    {
        _stream = stream;
        CreatedMode = createdMode;
    }

    public string Path => _stream.Name;

    public SafeFileHandle Handle => _stream.SafeFileHandle;

    /// <summary>The mode asked for, less what umask or the directory's access control list take away.</summary>
    public UnixFileMode CreatedMode { get; }

    /// <summary>Throws what creating a file throws.</summary>
    public static TemporaryFile Create(string directory, string target, string suffix, UnixFileMode mode)
    {
        while (true)
        {
            string path = System.IO.Path.Combine(directory, CredentialFilePath.NewName(target, suffix));
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
            };
            if (OperatingSystem.IsWindows())
            {
                return new(new FileStream(path, options), default);
            }

            // The only safe way to learn the umask is to create a file; it is empty still when its mode is taken back.
            options.UnixCreateMode = mode;
            var stream = new FileStream(path, options);
            var file = new TemporaryFile(stream, File.GetUnixFileMode(stream.SafeFileHandle));
            File.SetUnixFileMode(stream.SafeFileHandle, OwnerOnly);
            if (file.IsOurs())
            {
                return file;
            }

            file.Dispose();
        }
    }

    public void Write(ReadOnlySpan<byte> content) => RandomAccess.Write(Handle, content, 0);

    /// <summary>Waits until the disk has the content and what else has been set.</summary>
    public void Flush() => RandomAccess.FlushToDisk(Handle);

    /// <summary>Keeps the file: it has another name now, or is to stay.</summary>
    public void Keep() => _gone = true;

    public void Dispose()
    {
        // Deleted before the lock goes with the handle: nobody may find it unlocked.
        if (!_gone)
        {
            _gone = true;
            File.Delete(Path);
        }

        _stream.Dispose();
    }

    /// <summary>Between its creation and its locking somebody who cleans up may have taken it for abandoned.</summary>
    private bool IsOurs() =>
        !OperatingSystem.IsLinux()
        || (LinuxCalls.TryLock(Handle) || LinuxCalls.LastError != LinuxCalls.TryAgain)
        && LinuxStatus.TryRead(Handle, out LinuxStatus status) && status.Links > 0;
}
