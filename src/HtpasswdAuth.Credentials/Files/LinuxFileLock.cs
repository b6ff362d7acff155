using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>The lock on the file itself.</summary>
internal static class LinuxFileLock
{
    /// <returns>
    /// <see langword="null"/> if another holds the lock or the file has just been replaced, or if <paramref name="isSupported"/> is false:
    /// the file system knows no locks.
    /// </returns>
    public static CredentialFileLock? TryAcquire(string target, out bool isSupported)
    {
        isSupported = true;
        SafeFileHandle handle = LinuxCalls.OpenReadWrite(target);
        if (handle.IsInvalid)
        {
            int error = LinuxCalls.LastError;
            handle.Dispose();
            return error == LinuxCalls.NoEntry ? TryAcquireMissing(target) : throw LinuxCalls.ToException(error, target);
        }

        if (LinuxCalls.TryLock(handle))
        {
            // Whoever held the lock before may have put another file in this one's place.
            if (NamesSameFile(target, handle))
            {
                return new CredentialFileLock(target, handle, null);
            }
        }
        else
        {
            isSupported = LinuxCalls.LastError is LinuxCalls.TryAgain or LinuxCalls.AccessDenied;
        }

        handle.Dispose();
        return null;
    }

    private static CredentialFileLock? TryAcquireMissing(string target)
    {
        string directory = Path.GetDirectoryName(target)!;
        SafeFileHandle handle = LinuxCalls.OpenDirectory(directory);
        if (handle.IsInvalid)
        {
            int error = LinuxCalls.LastError;
            handle.Dispose();

            // A directory may be writable and not readable. Then there is no lock, but creating a file that another has
            // created meanwhile fails all the same.
            return error switch
            {
                LinuxCalls.AccessDenied => new CredentialFileLock(target, null, null),
                LinuxCalls.NoEntry or LinuxCalls.NotADirectory =>
                    throw new DirectoryNotFoundException($"There is no directory '{directory}'."),
                _ => throw LinuxCalls.ToException(error, directory),
            };
        }

        bool isLocked = LinuxCalls.TryLockDirectory(handle) || LinuxCalls.LastError != LinuxCalls.TryAgain;
        if (isLocked && !LinuxStatus.TryRead(target, followLink: true, out _))
        {
            return new CredentialFileLock(target, null, handle);
        }

        handle.Dispose();
        return null;
    }

    private static bool NamesSameFile(string target, SafeFileHandle handle) =>
        LinuxStatus.TryRead(target, followLink: true, out LinuxStatus named)
        && LinuxStatus.TryRead(handle, out LinuxStatus held)
        && named.Identity == held.Identity;
}
