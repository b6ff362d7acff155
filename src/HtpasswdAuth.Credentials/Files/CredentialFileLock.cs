using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Keeps other writers, of this process and of others, from a file for as long as it is not disposed.</summary>
/// <remarks>
/// <para>
/// The lock is advisory: Apache's <c>htpasswd</c> and editors know nothing of it. It does not outlive the process, however that
/// ends, and readers are not hindered. It is not reentrant.
/// </para>
/// <para>
/// On Linux the file itself is locked (<c>F_OFD_SETLK</c>), not one beside it: no further file appears, the directory need not be
/// writable, users of different rights agree, and so do those who know the file by another link or mount. Whoever gets the
/// lock of a file that has been replaced meanwhile tries again with the new one. For a file that does not exist yet the
/// directory is locked, until the file exists. Elsewhere, and where a file system knows no such locks, it is a file beside the
/// locked one, <c>.ht-NAME-lock</c>, which stays; or in the directory for temporary files, where the other is not writable.
/// </para>
/// </remarks>
public sealed class CredentialFileLock : IDisposable
{
    private const int LongestPause = 16;
    private readonly IDisposable? _lock;

    internal CredentialFileLock(string target, SafeFileHandle? handle, IDisposable? heldLock)
    {
        Target = target;
        Handle = handle;
        _lock = heldLock;
    }

    /// <summary>The locked file, behind all links.</summary>
    internal string Target { get; }

    /// <summary>The locked file, open for reading and writing; <see langword="null"/> if there is none.</summary>
    internal SafeFileHandle? Handle { get; }

    /// <summary>Waits until no other holds the lock of the file, which need not exist.</summary>
    /// <param name="path">The file; symbolic links are followed.</param>
    /// <param name="timeout">How long to wait; zero to try once, <see cref="Timeout.InfiniteTimeSpan"/> to wait for ever.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">Another held the lock all the time.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read and written.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static CredentialFileLock Acquire(string path, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        long started = Stopwatch.GetTimestamp();
        for (int pause = 1; ; pause = Math.Min(2 * pause, LongestPause))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire(CredentialFilePath.Resolve(path)) is { } acquired)
            {
                return acquired;
            }

            if (timeout != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(started) >= timeout)
            {
                throw new TimeoutException(
                    $"Another process or thread has been changing '{path}' for {timeout.TotalSeconds:0.###} seconds. Look for it with: fuser -v '{path}'");
            }

            // Not in step with the others that wait.
            cancellationToken.WaitHandle.WaitOne(RandomNumberGenerator.GetInt32(1, pause + 1));
        }
    }

    /// <summary>Lets the next one in.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        Handle?.Dispose();
    }

    private static CredentialFileLock? TryAcquire(string target)
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
        {
            CredentialFileLock? acquired = LinuxFileLock.TryAcquire(target, out bool isSupported);
            return isSupported
                ? acquired
                : LockFile.TryAcquire(target);
        }

        return LockFile.TryAcquire(target);
    }
}
