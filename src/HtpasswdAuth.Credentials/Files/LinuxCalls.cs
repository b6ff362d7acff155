using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>System calls that the base library has no method for. Error numbers are those of Linux on every architecture.</summary>
internal static partial class LinuxCalls
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int TryAgain = 11;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int Exists = 17;
    public const int CrossDevice = 18;
    public const int NotADirectory = 20;
    public const int ReadOnlyFileSystem = 30;

    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int SetOpenFileDescriptionLock = 37;
    private const short WriteLock = 1;
    private const int ExclusiveNonBlocking = 2 | 4;

    public static int LastError => Marshal.GetLastPInvokeError();

    /// <summary>
    /// Opens a file for reading and writing, and unlike the base library takes no flock(2) on it: programs of .NET that read the
    /// file would be refused meanwhile, or we because of them.
    /// </summary>
    /// <returns>An invalid handle on failure, with <see cref="LastError"/>.</returns>
    public static SafeFileHandle OpenReadWrite(string path) => Open(path, ReadWrite | CloseOnExec);

    /// <inheritdoc cref="OpenReadWrite"/>
    /// <remarks>It does not wait for what makes a pipe or a terminal ready, and no terminal becomes the process's own.</remarks>
    public static SafeFileHandle OpenReadNonBlocking(string path) => Open(path, ReadOnly | NonBlocking | NoControllingTerminal | CloseOnExec);

    /// <inheritdoc cref="OpenReadWrite"/>
    public static SafeFileHandle OpenDirectory(string path) => Open(path, ReadOnly | CloseOnExec);

    /// <summary>
    /// Locks an open file against others that do the same, threads of this process included. The lock goes with the handle,
    /// or with the process however it ends. It needs a handle for writing.
    /// </summary>
    public static bool TryLock(SafeFileHandle handle) =>
        ControlLock(handle, SetOpenFileDescriptionLock, new FileLock { Type = WriteLock }) == 0;

    public static bool TryLockDirectory(SafeFileHandle handle) => Flock(handle, ExclusiveNonBlocking) == 0;

    public static Exception ToException(int error, string path) => error switch
    {
        NotPermitted or AccessDenied => new UnauthorizedAccessException(
            $"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", new IOException(Marshal.GetPInvokeErrorMessage(error), error)),
        NoEntry => new FileNotFoundException($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", path),
        _ => new IOException($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", error),
    };

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int ControlLock(SafeFileHandle file, int command, in FileLock fileLock);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);

    /// <summary>struct flock on 64-bit systems; all zero means the whole file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FileLock
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int ProcessId;
    }
}
