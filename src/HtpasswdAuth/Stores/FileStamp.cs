using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// What tells one state of a file from another without reading it. Stamps are compared for difference, never for "newer": an
/// older file put back to revoke somebody is a change like any other.
/// </summary>
/// <param name="Length">In bytes.</param>
/// <param name="Modified">Time of the last write, in units of the platform, as precise as it has them.</param>
/// <param name="Changed">Time of the last change of any kind, which cannot be set by hand; 0 where the platform has none.</param>
/// <param name="Identity">Device and inode; 0 where the platform has none.</param>
internal readonly record struct FileStamp(long Length, Int128 Modified, Int128 Changed, UInt128 Identity)
{
    /// <summary>The stamp of the file behind a path, symbolic links followed. Throws what opening a file throws.</summary>
    public static FileStamp Of(string path)
    {
        if (LinuxFileStatus.TryRead(path, out FileStamp stamp))
        {
            return stamp;
        }

        using SafeFileHandle handle = CredentialFileReader.Open(path);
        return Of(handle);
    }

    /// <summary>The stamp of an open file, whatever has become of its name.</summary>
    public static FileStamp Of(SafeFileHandle handle) =>
        LinuxFileStatus.TryRead(handle, out FileStamp stamp)
            ? stamp
            : new FileStamp(RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle).Ticks, 0, 0);
}
