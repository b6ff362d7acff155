using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// What tells one state of a file from another without reading it. Stamps are compared for difference, never for "newer": an
/// older file put back to revoke a password is a change like any other.
/// </summary>
/// <param name="Length">In bytes.</param>
/// <param name="Modified">Time of the last write, in nanoseconds since 1970, as precise as the platform has it.</param>
/// <param name="Changed">Time of the last change of any kind, in nanoseconds since 1970, which cannot be set by hand; 0 where the platform has none.</param>
/// <param name="Identity">Device (upper half) and inode (lower half); 0 where the platform has none.</param>
public readonly record struct CredentialFileStamp(long Length, Int128 Modified, Int128 Changed, UInt128 Identity)
{
    private const int NanosecondsPerTick = 100;

    /// <summary>Gets the time of the last write, as the clock of the machine had it.</summary>
    public DateTimeOffset ModifiedAt => DateTimeOffset.UnixEpoch.AddTicks((long)(Modified / NanosecondsPerTick));

    /// <summary>Gets the stamp of the file behind a path, symbolic links followed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be looked at.</exception>
    public static CredentialFileStamp Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (OperatingSystem.IsLinux() && LinuxStatus.TryRead(path, followLink: true, out LinuxStatus status))
        {
            return Of(status);
        }

        using SafeFileHandle handle = CredentialFile.OpenRead(path);
        return Of(handle);
    }

    /// <summary>Gets the stamp of an open file, whatever has become of its name.</summary>
    /// <param name="handle">The file.</param>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    public static CredentialFileStamp Of(SafeFileHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return OperatingSystem.IsLinux() && LinuxStatus.TryRead(handle, out LinuxStatus status)
            ? Of(status)
            : new(RandomAccess.GetLength(handle), ToNanoseconds(File.GetLastWriteTimeUtc(handle)), 0, 0);
    }

    private static CredentialFileStamp Of(in LinuxStatus status) => new(status.Length, status.Modified, status.Changed, status.Identity);

    private static Int128 ToNanoseconds(DateTime time) => (Int128)(time - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
}
