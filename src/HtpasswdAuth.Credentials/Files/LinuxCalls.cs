using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>System calls that the base library has no method for. Error numbers are those of Linux on every architecture.</summary>
internal static partial class LinuxCalls
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
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
    private const int CreateNew = 0x40 | 0x80;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int FindOpenFileDescriptionLock = 36;
    private const int SetOpenFileDescriptionLock = 37;
    private const int CurrentDirectory = -100;
    private const int Write = 2;
    private const int WriteAndSearch = Write | 1;
    private const int EffectiveIds = 0x200;
    private const int OwnerOnly = 0x180;
    private const short WriteLock = 1;
    private const short NoLock = 2;

    /// <summary>O_NOFOLLOW, of which ARM has another.</summary>
    private static readonly int NoFollow =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm or Architecture.Ppc64le ? 0x8000 : 0x20000;

    public static int LastError => Marshal.GetLastPInvokeError();

    /// <summary>
    /// Opens a file for reading and writing, and unlike the base library takes no flock(2) on it: programs of .NET that read the
    /// file would be refused meanwhile, or we because of them.
    /// </summary>
    /// <returns>An invalid handle on failure, with <see cref="LastError"/>.</returns>
    public static SafeFileHandle OpenReadWrite(string path) => Open(path, ReadWrite | CloseOnExec);

    /// <summary>As <see cref="OpenReadWrite"/>, but what is no regular file is not waited for, and a link is not followed.</summary>
    public static SafeFileHandle OpenUnlinked(string path) => Open(path, ReadWrite | NonBlocking | NoFollow | CloseOnExec);

    /// <summary>Makes a file that only its owner can open, unless there is anything of that name, a link for example.</summary>
    public static SafeFileHandle CreatePrivate(string path) => Open(path, ReadWrite | CreateNew | NoFollow | CloseOnExec, OwnerOnly);

    /// <inheritdoc cref="OpenReadWrite"/>
    /// <remarks>It does not wait for what makes a pipe or a terminal ready, and no terminal becomes the process's own.</remarks>
    public static SafeFileHandle OpenReadNonBlocking(string path) => Open(path, ReadOnly | NonBlocking | NoControllingTerminal | CloseOnExec);

    /// <inheritdoc cref="OpenReadWrite"/>
    public static SafeFileHandle OpenDirectory(string path) => Open(path, ReadOnly | CloseOnExec);

    /// <summary>
    /// Locks an open file against others that do the same, threads of this process included. The lock goes with the handle,
    /// or with the process however it ends. It needs a handle for writing.
    /// </summary>
    /// <param name="handle">Of the file.</param>
    /// <param name="start">The first byte, which need not exist.</param>
    /// <param name="length">How many; zero for all that follow.</param>
    /// <returns><see langword="false"/> if another has it, or if the file system knows no such locks: see <see cref="KnowsLocks"/>.</returns>
    /// <exception cref="IOException">The file system knows locks, and fails: nobody can say who has this one.</exception>
    public static bool TryLock(SafeFileHandle handle, long start = 0, long length = 0)
    {
        var asked = new FileLock { Type = WriteLock, Start = start, Length = length };
        return Control(handle, SetOpenFileDescriptionLock, ref asked) == 0;
    }

    /// <summary>Whether the file system knows such locks.</summary>
    /// <exception cref="IOException">As <see cref="TryLock"/>.</exception>
    public static bool KnowsLocks(SafeFileHandle handle)
    {
        var asked = new FileLock { Type = WriteLock };
        return !Disk.IsUnsupported(Control(handle, FindOpenFileDescriptionLock, ref asked));
    }

    /// <summary>A lock of another handle that is in the way of <see cref="TryLock"/>, not always the first; <see langword="null"/> if there is none.</summary>
    /// <inheritdoc cref="TryLock"/>
    public static LinuxHeldLock? FindLock(SafeFileHandle handle, long start, long length)
    {
        var asked = new FileLock { Type = WriteLock, Start = start, Length = length };
        return Control(handle, FindOpenFileDescriptionLock, ref asked) == 0 && asked.Type != NoLock
            ? new LinuxHeldLock(asked.Start, asked.Length, asked.Type == WriteLock)
            : null;
    }

    public static Exception ToException(int error, string path) => error switch
    {
        NotPermitted or AccessDenied => new UnauthorizedAccessException(
            $"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", new IOException(Marshal.GetPInvokeErrorMessage(error), error)),
        NoEntry => new FileNotFoundException($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", path),
        _ => new IOException($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", error),
    };

    /// <summary>Whether the file can be opened for writing. It is not opened: those who watch it would take that for a change.</summary>
    public static bool IsWritable(string path) => EffectiveAccess(CurrentDirectory, path, Write, EffectiveIds) == 0;

    /// <summary>Whether names can be made in the directory.</summary>
    public static bool IsWritableDirectory(string path) => EffectiveAccess(CurrentDirectory, path, WriteAndSearch, EffectiveIds) == 0;

    /// <returns>0, or an error that says that another has the lock, or that there are none here.</returns>
    /// <exception cref="IOException">Any other error, a lock service that is down for example: to go on as if there were no locks would let two in.</exception>
    private static int Control(SafeFileHandle handle, int command, ref FileLock asked)
    {
        while (ControlLock(handle, command, ref asked) != 0)
        {
            int error = LastError;
            if (error is TryAgain or AccessDenied || Disk.IsUnsupported(error))
            {
                return error;
            }

            if (error != Interrupted)
            {
                throw new IOException(
                    $"The file cannot be locked ({Marshal.GetPInvokeErrorMessage(error)}), and was left as it is. See to the lock service of its file system, that of a file server for example");
            }
        }

        return 0;
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle Open(string path, int flags, int mode = 0);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int ControlLock(SafeFileHandle file, int command, ref FileLock fileLock);

    [LibraryImport("libc", EntryPoint = "faccessat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int EffectiveAccess(int directory, string path, int mode, int flags);

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
