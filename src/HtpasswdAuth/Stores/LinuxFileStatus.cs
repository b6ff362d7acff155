using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// statx(2): the base library tells neither inode nor change time, and without them an edit that keeps length and time of
/// modification would go unseen.
/// </summary>
internal static partial class LinuxFileStatus
{
    private const int AtFdCwd = -100;
    private const int AtEmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;

    public static bool TryRead(string path, out FileStamp stamp)
    {
        stamp = default;
        if (!OperatingSystem.IsLinux() || Statx(AtFdCwd, path, 0, BasicStats, out Status status) != 0)
        {
            return false;
        }

        stamp = status.ToStamp();
        return true;
    }

    public static bool TryRead(SafeFileHandle handle, out FileStamp stamp)
    {
        stamp = default;
        if (!OperatingSystem.IsLinux() || Statx(handle, "", AtEmptyPath, BasicStats, out Status status) != 0)
        {
            return false;
        }

        stamp = status.ToStamp();
        return true;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out Status status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle file, string path, int flags, uint mask, out Status status);

    /// <summary>struct statx: the same on every architecture, 256 bytes. Only the fields that are read are named.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(96)]
        public long ChangedSeconds;

        [FieldOffset(104)]
        public uint ChangedNanoseconds;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;

        public readonly FileStamp ToStamp() => new(
            (long)Size,
            Time(ModifiedSeconds, ModifiedNanoseconds),
            Time(ChangedSeconds, ChangedNanoseconds),
            new UInt128(((ulong)DeviceMajor << 32) | DeviceMinor, Inode));

        private static Int128 Time(long seconds, uint nanoseconds) => ((Int128)seconds * 1_000_000_000) + nanoseconds;
    }
}
