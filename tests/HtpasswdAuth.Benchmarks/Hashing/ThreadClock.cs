using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HtpasswdAuth.Benchmarks.Hashing;

/// <summary>
/// The processor time of the calling thread, where the system tells it to the nanosecond: what others do on the same core
/// does not count. Otherwise the time of day.
/// </summary>
internal static unsafe class ThreadClock
{
    private const int ThreadCpuTime = 3;

    private static readonly delegate* unmanaged<int, long*, int> GetTime =
        OperatingSystem.IsLinux() ? (delegate* unmanaged<int, long*, int>)NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "clock_gettime") : null;

    public static double Nanoseconds()
    {
        long* time = stackalloc long[2];
        return GetTime is not null && GetTime(ThreadCpuTime, time) == 0
            ? (time[0] * 1e9) + time[1]
            : Stopwatch.GetElapsedTime(0).TotalNanoseconds;
    }
}
