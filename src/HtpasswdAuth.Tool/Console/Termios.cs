using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth.Tool;

/// <summary>The settings of a terminal, as the C library lays them out.</summary>
internal static partial class Termios
{
    private const int SizeOfAny = 256;
    private const int FlushInput = 2;
    private const byte Echo = 0x08;

    public static byte[]? TryGet(SafeFileHandle handle)
    {
        byte[] settings = new byte[SizeOfAny];
        return GetAttributes(handle, settings) == 0 ? settings : null;
    }

    public static bool Set(SafeFileHandle handle, byte[] settings) => SetAttributes(handle, FlushInput, settings) == 0;

    /// <summary>The flag is the same everywhere; where the local flags stand depends on the width of the three before them.</summary>
    public static byte[] WithoutEcho(byte[] settings)
    {
        byte[] changed = [.. settings];
        int localFlags = OperatingSystem.IsMacOS() ? 3 * sizeof(ulong) : 3 * sizeof(uint);
        changed[localFlags] &= unchecked((byte)~Echo);
        return changed;
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(SafeFileHandle handle, [Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(SafeFileHandle handle, int when, [In] byte[] settings);
}
