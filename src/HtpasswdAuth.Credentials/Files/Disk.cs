using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Every step of writing a file: it has been done, or an exception says in the system's words why not. What
/// <see cref="Flush"/> and <see cref="FlushFolder"/> return from is on the disk.
/// </summary>
/// <remarks>
/// On Linux the base library's own flush says nothing about a failed fsync(2), and it cannot flush a folder. A call that a signal
/// has interrupted is made again.
/// </remarks>
internal static class Disk
{
    private const int Invalid = 22;
    private const int NotImplemented = 38;
    private const int NotSupported = 95;

    /// <summary>Gets or sets who is told of each step once it is done; <see langword="null"/> but in tests of power failures.</summary>
    public static IDiskRecorder? Recorder { get; set; }

    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        LargestFileSize.Survive();
        try
        {
            // Goes on after a short write, and throws what ended it.
            RandomAccess.Write(file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw LargestFileSize.ToException(exception);
        }

        Recorder?.Wrote(file, bytes, offset);
    }

    public static void SetLength(SafeFileHandle file, long length)
    {
        RandomAccess.SetLength(file, length);
        Recorder?.SetLength(file, length);
    }

    /// <summary>Waits until the disk has the content of an open file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its name, for the message.</param>
    public static void Flush(SafeFileHandle file, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        Require(DiskCalls.Repeat(() => DiskCalls.Fsync(file)), path);
        Recorder?.Flushed(file);
    }

    /// <summary>Waits until the disk has the names that came and went in a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="within">A file open in it: its whole file system is flushed where the folder itself may not be read.</param>
    public static void FlushFolder(string folder, SafeFileHandle within)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int error = TryFlushFolder(folder);
        if (error is LinuxCalls.AccessDenied)
        {
            error = DiskCalls.Repeat(() => DiskCalls.Syncfs(within));
        }

        // A file system that knows no flush of folders writes their names in its own way: there is nothing to wait for.
        if (error is not (Invalid or NotSupported or NotImplemented))
        {
            Require(error, folder);
        }

        Recorder?.FlushedFolder(folder);
    }

    /// <summary>Creates a file for reading and writing that must not exist yet.</summary>
    public static SafeFileHandle Create(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }

        while (true)
        {
            SafeFileHandle handle = DiskCalls.Open(path, DiskCalls.ReadWrite | DiskCalls.CreateNew | DiskCalls.CloseOnExec, (uint)mode);
            if (!handle.IsInvalid)
            {
                Recorder?.Created(handle, path);
                return handle;
            }

            int error = LinuxCalls.LastError;
            handle.Dispose();
            Require(error is DiskCalls.Interrupted ? 0 : error, path);
        }
    }

    /// <returns><see langword="false"/> if the file system has no modes, as FAT and CIFS: the file is as its mount says.</returns>
    public static bool TrySetMode(SafeFileHandle file, string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsLinux())
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, mode);
            }

            return true;
        }

        int error = DiskCalls.Repeat(() => DiskCalls.ChangeMode(file, (uint)mode));
        if (error is LinuxCalls.NotPermitted or NotSupported or NotImplemented)
        {
            return false;
        }

        Require(error, path);
        return true;
    }

    /// <summary>Lets two files change names in one step.</summary>
    /// <returns>The error, 0 for none; <see cref="IsUnsupported"/> tells those that mean it cannot be had here.</returns>
    public static int Exchange(string path, string other)
    {
        int error = RenameWith(path, other, DiskCalls.Exchange);
        if (error == 0)
        {
            Recorder?.Exchanged(path, other);
        }

        return error;
    }

    /// <summary>Gives a file a name that another may have until then.</summary>
    /// <returns>The error, 0 for none.</returns>
    public static int Rename(SafeFileHandle file, string from, string to)
    {
        int error = DiskCalls.Repeat(() => DiskCalls.Rename(from, to));
        return Settle(error, file, to, () => Recorder?.Renamed(from, to));
    }

    /// <inheritdoc cref="Rename"/>
    /// <summary>Gives a file a name that no other may have.</summary>
    public static int RenameNew(SafeFileHandle file, string from, string to)
    {
        int error = RenameWith(from, to, DiskCalls.NoReplace);
        return Settle(error, file, to, () => Recorder?.Renamed(from, to));
    }

    /// <inheritdoc cref="Rename"/>
    /// <summary>Gives a file a second name that no other may have.</summary>
    public static int Link(SafeFileHandle file, string existing, string name)
    {
        int error = DiskCalls.Repeat(() => DiskCalls.Link(existing, name));
        return Settle(error, file, name, () => Recorder?.Linked(existing, name));
    }

    /// <returns>The error, 0 for none.</returns>
    public static int Delete(string path)
    {
        int error = DiskCalls.Repeat(() => DiskCalls.Unlink(path));
        if (error == 0)
        {
            Recorder?.Deleted(path);
        }

        return error;
    }

    public static bool IsUnsupported(int error) => error is Invalid or NotImplemented or NotSupported;

    public static void Require(int error, string path)
    {
        if (error != 0)
        {
            throw LinuxCalls.ToException(error, path);
        }
    }

    /// <summary>
    /// Over a network a call may be done and its answer lost: what counts is whether the name leads to the file.
    /// </summary>
    private static int Settle(int error, SafeFileHandle file, string name, Action record)
    {
        if (error != 0 && !IsNameOf(file, name))
        {
            return error;
        }

        record();
        return 0;
    }

    public static bool IsNameOf(SafeFileHandle file, string name) =>
        LinuxStatus.TryRead(name, followLink: false, out LinuxStatus named)
        && LinuxStatus.TryRead(file, out LinuxStatus opened)
        && named.Identity == opened.Identity;

    private static int TryFlushFolder(string folder)
    {
        while (true)
        {
            using SafeFileHandle handle = LinuxCalls.OpenDirectory(folder);
            if (!handle.IsInvalid)
            {
                return DiskCalls.Repeat(() => DiskCalls.Fsync(handle));
            }

            int error = LinuxCalls.LastError;
            if (error != DiskCalls.Interrupted)
            {
                return error;
            }
        }
    }

    private static int RenameWith(string from, string to, uint flags)
    {
        try
        {
            return DiskCalls.Repeat(() => DiskCalls.RenameWith(DiskCalls.CurrentDirectory, from, DiskCalls.CurrentDirectory, to, flags));
        }
        catch (EntryPointNotFoundException)
        {
            return NotImplemented;
        }
    }
}
