using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Gives a new file the owner, the mode, the access control list and the other extended attributes of the one it replaces.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxMetadata
{
    private const int NoData = 61;
    private const int NotSupported = 95;
    private const string AccessList = "system.posix_acl_access";

    /// <returns>Whether the new file has all of it. If not, only writing over the old one keeps what it has.</returns>
    public static bool TryCopy(SafeFileHandle from, TemporaryFile file)
    {
        SafeFileHandle to = file.Handle;
        if (!LinuxStatus.TryRead(from, out LinuxStatus old) || !LinuxStatus.TryRead(to, out LinuxStatus status))
        {
            return false;
        }

        bool sameOwner = old.UserId == status.UserId && old.GroupId == status.GroupId;
        if (!sameOwner && DiskCalls.ChangeOwner(to, old.UserId, old.GroupId) != 0)
        {
            return false;
        }

        // The mode last: with an access control list its group bits are the list's mask.
        bool copied = TryCopyAttributes(from, to);
        return copied && TrySetMode(file, old.Permissions);
    }

    /// <summary>A file system without modes gives all files the same ones.</summary>
    private static bool TrySetMode(TemporaryFile file, UnixFileMode mode) =>
        Disk.TrySetMode(file.Handle, file.Path, mode)
        || (LinuxStatus.TryRead(file.Handle, out LinuxStatus status) && status.Permissions == mode);

    /// <summary>Gives a file an access control list that lets those read and write it who may write another one, and nobody else.</summary>
    /// <returns>Whether the other one has a list; if not, the file has none now either, and its mode is still to be set.</returns>
    public static bool TryCopyWriters(SafeFileHandle from, SafeFileHandle to)
    {
        // The list in the kernel's form: a version in 4 bytes, then entries of 8, whose third byte has the rights, 4 to read and 2 to write.
        const int Header = 4;
        const int Entry = 8;
        byte[]? list = Value(from, AccessList);
        byte[]? now = Value(to, AccessList);
        if (list is not { Length: > Header })
        {
            _ = now is { Length: > 0 } ? Remove(to, AccessList) : 0;
            return false;
        }

        for (int rights = Header + 2; rights < list.Length; rights += Entry)
        {
            list[rights] = (byte)((list[rights] & 2) != 0 ? 6 : 0);
        }

        return list.AsSpan().SequenceEqual(now) || Set(to, AccessList, list, list.Length, 0) == 0;
    }

    private static bool TryCopyAttributes(SafeFileHandle from, SafeFileHandle to)
    {
        if (Names(from) is not { } names || Names(to) is not { } inherited)
        {
            return false;
        }

        // A list that the directory gives to new files.
        if (inherited.Contains(AccessList) && !names.Contains(AccessList) && Remove(to, AccessList) != 0)
        {
            return false;
        }

        foreach (string name in names)
        {
            // Equal ones, security labels mostly, may not be writable, and need not be.
            byte[]? value = Value(from, name);
            if (value is null || (!value.AsSpan().SequenceEqual(Value(to, name)) && Set(to, name, value, value.Length, 0) != 0))
            {
                return false;
            }
        }

        return true;
    }

    private static List<string>? Names(SafeFileHandle file)
    {
        nint length = List(file, null, 0);
        byte[] buffer = new byte[Math.Max(0, length)];
        if (length > 0)
        {
            length = List(file, buffer, buffer.Length);
        }

        if (length < 0)
        {
            return LinuxCalls.LastError == NotSupported ? [] : null;
        }

        List<string> names = [];
        for (ReadOnlySpan<byte> rest = buffer.AsSpan(0, (int)length); !rest.IsEmpty;)
        {
            int end = rest.IndexOf((byte)0);
            names.Add(Encoding.UTF8.GetString(rest[..end]));
            rest = rest[(end + 1)..];
        }

        return names;
    }

    /// <returns><see langword="null"/> if it cannot be read; empty if there is none.</returns>
    private static byte[]? Value(SafeFileHandle file, string name)
    {
        nint length = Get(file, name, null, 0);
        byte[] value = new byte[Math.Max(0, length)];
        if (length > 0)
        {
            length = Get(file, name, value, value.Length);
        }

        return length >= 0 || LinuxCalls.LastError == NoData ? value : null;
    }

    [LibraryImport("libc", EntryPoint = "flistxattr", SetLastError = true)]
    private static partial nint List(SafeFileHandle file, [Out] byte[]? names, nint size);

    [LibraryImport("libc", EntryPoint = "fgetxattr", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial nint Get(SafeFileHandle file, string name, [Out] byte[]? value, nint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Set(SafeFileHandle file, string name, byte[] value, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "fremovexattr", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Remove(SafeFileHandle file, string name);
}
