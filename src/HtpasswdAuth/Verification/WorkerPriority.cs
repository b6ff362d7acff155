using System.Runtime.InteropServices;

namespace HtpasswdAuth;

/// <summary>
/// Makes the calling thread yield to request threads, so that on a busy core a password hash of many milliseconds does not hold
/// up requests of microseconds.
/// </summary>
internal static partial class WorkerPriority
{
    // A tenth of a core's share is the least a login gets against a saturated request thread; idle time is all theirs.
    private const int Nice = 10;
    private const int PrioProcess = 0;

    public static void Lower()
    {
        if (OperatingSystem.IsLinux())
        {
            // .NET's thread priorities do nothing on Linux. There, 0 names the calling thread, and raising one's own nice
            // value needs no privilege; where it is refused all the same, the worker only stays as it was.
            _ = SetPriority(PrioProcess, 0, Nice);
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
