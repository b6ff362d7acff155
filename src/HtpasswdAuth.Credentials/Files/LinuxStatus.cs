using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>What statx(2) tells of a file and the base library does not.</summary>
/// <param name="Identity">Device and inode.</param>
/// <param name="Links">The number of names the file has.</param>
/// <param name="UserId">The owner.</param>
/// <param name="GroupId">The owning group.</param>
/// <param name="Mode">Type and permissions.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Modified">Time of the last write, in nanoseconds since 1970.</param>
/// <param name="Changed">Time of the last change of any kind, in nanoseconds since 1970.</param>
internal readonly partial record struct LinuxStatus(
    UInt128 Identity, uint Links, uint UserId, uint GroupId, ushort Mode, long Length, Int128 Modified, Int128 Changed)
{
    private const ulong MountRoot = 0x2000;
    private const int AtFdCwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const int AtEmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const int TypeMask = 0xF000;
    private const int DirectoryFile = 0x4000;
    private const int RegularFile = 0x8000;

    /// <summary>The file system.</summary>
    public ulong Device { get; private init; }

    /// <summary>Whether another file system, or another part of the same, begins with this file.</summary>
    public bool IsMountPoint { get; private init; }

    public bool IsRegularFile => (Mode & TypeMask) == RegularFile;

    public bool IsDirectory => (Mode & TypeMask) == DirectoryFile;

    public UnixFileMode Permissions => (UnixFileMode)(Mode & 0xFFF);

    public static bool TryRead(string path, bool followLink, out LinuxStatus status) =>
        ToStatus(Statx(AtFdCwd, path, followLink ? 0 : AtSymlinkNoFollow, BasicStats, out Buffer buffer), buffer, out status);

    public static bool TryRead(SafeFileHandle handle, out LinuxStatus status) =>
        ToStatus(Statx(handle, "", AtEmptyPath, BasicStats, out Buffer buffer), buffer, out status);

    private static bool ToStatus(int result, in Buffer buffer, out LinuxStatus status)
    {
        ulong device = ((ulong)buffer.DeviceMajor << 32) | buffer.DeviceMinor;
        status = new(
            new UInt128(device, buffer.Inode),
            buffer.Links,
            buffer.UserId,
            buffer.GroupId,
            buffer.Mode,
            (long)buffer.Size,
            ToNanoseconds(buffer.ModifiedSeconds, buffer.ModifiedNanoseconds),
            ToNanoseconds(buffer.ChangedSeconds, buffer.ChangedNanoseconds))
        {
            Device = device,
            IsMountPoint = (buffer.Attributes & MountRoot) != 0,
        };
        return result == 0;
    }

    private static Int128 ToNanoseconds(long seconds, uint nanoseconds) => ((Int128)seconds * 1_000_000_000) + nanoseconds;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out Buffer status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(SafeFileHandle file, string path, int flags, uint mask, out Buffer status);

    /// <summary>struct statx: the same on every architecture, 256 bytes. Only the fields that are read are named.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Buffer
    {
        [FieldOffset(8)]
        public ulong Attributes;

        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(20)]
        public uint UserId;

        [FieldOffset(24)]
        public uint GroupId;

        [FieldOffset(28)]
        public ushort Mode;

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
    }
}
