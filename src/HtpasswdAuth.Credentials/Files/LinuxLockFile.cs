using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// The file beside a credential file that writers lock: empty, and open to those only who may write that one, so that nobody else can keep them
/// waiting. It is never deleted, or two could hold two files of that name.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class LinuxLockFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const uint Unchanged = uint.MaxValue;

    public static string PathFor(string target) => Path.Combine(Path.GetDirectoryName(target)!, CredentialFilePath.LockName(target));

    /// <summary>Opens the file, and makes it if there is none. Owner, group and mode follow those of the credential file, where this process may set them.</summary>
    /// <returns><see langword="null"/> where it is neither there nor can be made; or what is there is not such a file, but a link for example.</returns>
    public static SafeFileHandle? TryOpen(string target, SafeFileHandle? file)
    {
        string path = PathFor(target);
        SafeFileHandle handle = LinuxCalls.OpenUnlinked(path);
        while (handle.IsInvalid)
        {
            int error = LinuxCalls.LastError;
            handle.Dispose();
            if (error is not (LinuxCalls.NoEntry or LinuxCalls.Exists))
            {
                return null;
            }

            handle = error == LinuxCalls.NoEntry ? LinuxCalls.CreatePrivate(path) : LinuxCalls.OpenUnlinked(path);
        }

        if (IsOfWriters(target, handle, file))
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }

    /// <summary>Whether <see cref="TryOpen"/> would have a file. Makes and changes none.</summary>
    public static bool IsToBeHad(string target, LinuxStatus file)
    {
        using SafeFileHandle handle = LinuxCalls.OpenUnlinked(PathFor(target));
        return handle.IsInvalid
            ? LinuxCalls.LastError == LinuxCalls.NoEntry && LinuxCalls.IsWritableDirectory(Path.GetDirectoryName(target)!)
            : IsEmptyFile(handle, out LinuxStatus status) && IsOwnedByWriter(target, status, file) && IsOpenToWriters(status, file);
    }

    private static bool IsOfWriters(string target, SafeFileHandle handle, SafeFileHandle? file)
    {
        LinuxStatus credentials = default;
        LinuxStatus? named = file is not null && LinuxStatus.TryRead(file, out credentials) ? credentials : null;
        if (!IsEmptyFile(handle, out LinuxStatus status) || !IsOwnedByWriter(target, status, named))
        {
            return false;
        }

        uint self = LinuxCalls.EffectiveUserId();
        if (named is not null && (self == 0 || self == status.UserId))
        {
            Fit(PathFor(target), handle, status, file!, credentials);
        }

        return LinuxStatus.TryRead(handle, out LinuxStatus now) && IsOpenToWriters(now, named);
    }

    /// <summary>A file of another kind, with a content or with another name is not touched: it was put here to have its owner or mode changed.</summary>
    private static bool IsEmptyFile(SafeFileHandle handle, out LinuxStatus status) =>
        LinuxStatus.TryRead(handle, out status) && status is { IsRegularFile: true, Links: 1, Length: 0 };

    private static void Fit(string path, SafeFileHandle handle, LinuxStatus status, SafeFileHandle file, LinuxStatus credentials)
    {
        bool isGroups = status.GroupId == credentials.GroupId;
        if ((status.UserId != credentials.UserId || !isGroups)
            && DiskCalls.ChangeOwner(handle, credentials.UserId, credentials.GroupId) != 0
            && !isGroups)
        {
            // Only the administrator gives files away, but an owner may choose among the groups it is in.
            _ = DiskCalls.ChangeOwner(handle, Unchanged, credentials.GroupId);
        }

        if (LinuxStatus.TryRead(handle, out LinuxStatus now) && !LinuxMetadata.TryCopyWriters(file, handle) && now.Permissions != ModeFor(now, credentials))
        {
            Disk.TrySetMode(handle, path, ModeFor(now, credentials));
        }
    }

    /// <summary>Whoever can make a name in the directory can replace the credential file too, unless the directory is sticky.</summary>
    private static bool IsOwnedByWriter(string target, LinuxStatus status, LinuxStatus? credentials) =>
        status.UserId == 0 || status.UserId == LinuxCalls.EffectiveUserId() || status.UserId == credentials?.UserId
        || (LinuxStatus.TryRead(Path.GetDirectoryName(target)!, followLink: true, out LinuxStatus directory)
            && !directory.Permissions.HasFlag(UnixFileMode.StickyBit));

    private static bool IsOpenToWriters(LinuxStatus status, LinuxStatus? credentials)
    {
        UnixFileMode allowed = credentials is { } file ? ModeFor(status, file) : OwnerOnly | Group;
        return (status.Permissions & (Group | Others) & ~allowed) == 0;
    }

    private static UnixFileMode ModeFor(LinuxStatus status, LinuxStatus credentials)
    {
        bool others = credentials.Permissions.HasFlag(UnixFileMode.OtherWrite);
        bool group = status.GroupId == credentials.GroupId ? credentials.Permissions.HasFlag(UnixFileMode.GroupWrite) : others;
        return OwnerOnly | (group ? Group : 0) | (others ? Others : 0);
    }
}
