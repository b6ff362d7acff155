using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>The system calls of <see cref="Disk"/>, bare.</summary>
internal static partial class DiskCalls
{
    public const int Interrupted = 4;
    public const int ReadWrite = 2;
    public const int CreateNew = 0x40 | 0x80;
    public const int CloseOnExec = 0x80000;
    public const int CurrentDirectory = -100;
    public const uint NoReplace = 1;
    public const uint Exchange = 2;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial SafeFileHandle Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    public static partial int Syncfs(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(SafeFileHandle file, uint mode);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(SafeFileHandle file, uint userId, uint groupId);

    [LibraryImport("libc", EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Rename(string from, string to);

    /// <summary>Missing in older C libraries.</summary>
    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int RenameWith(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Link(string existing, string name);

    [LibraryImport("libc", EntryPoint = "unlink", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Unlink(string path);

    /// <summary>Makes a call, and again while a signal interrupts it.</summary>
    /// <returns>The error of the call, 0 for none.</returns>
    public static int Repeat(Func<int> call)
    {
        while (true)
        {
            if (call() == 0)
            {
                return 0;
            }

            int error = LinuxCalls.LastError;
            if (error != Interrupted)
            {
                return error;
            }
        }
    }
}
