using System.Diagnostics;
using System.Security.Cryptography;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Keeps other writers, of this process and of others, from a file for as long as it is not disposed.</summary>
/// <remarks>
/// <para>
/// The lock is advisory: Apache's <c>htpasswd</c> and editors know nothing of it. It does not outlive the process, however that
/// ends, and readers are not hindered. It is not reentrant. Those who wait get it in the order in which they came.
/// </para>
/// <para>
/// What is locked on Linux is a file beside, <c>.ht-NAME-lock</c>, which stays. It has the owner and the group of the locked file, and only those
/// may open it who may write that one: who may only read it cannot keep writers waiting. The file itself is locked as well, for those
/// who know it by another link or mount, who cannot open the file beside it, or whose version knows of none. Where there is no file beside
/// it and none can be made, since the directory is not writable, the file itself is all there is to lock, and a reader can keep it locked: see
/// <see cref="ReadersWhoCanBlock"/>. On other systems the file beside it is opened by one at a time; it is in the directory for
/// temporary files, where the other is not writable.
/// </para>
/// </remarks>
public sealed class CredentialFileLock : IDisposable
{
    private const int LongestPause = 16;
    private static readonly TimeSpan LongStanding = TimeSpan.FromMilliseconds(250);
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
    /// <param name="timeout">
    /// How long to wait for one who holds the lock or is before this one in the queue; it begins anew whenever one of them is done. Zero to try
    /// once, <see cref="Timeout.InfiniteTimeSpan"/> to wait for ever.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">Another held the lock all the time.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read and written.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public static CredentialFileLock Acquire(string path, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using ICredentialFileLockAttempt attempt = Begin(path, isPatient: timeout != TimeSpan.Zero);
        long progress = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (attempt.TryAcquire(out bool hasProgressed) is { } acquired)
            {
                return acquired;
            }

            progress = hasProgressed ? Stopwatch.GetTimestamp() : progress;
            if (timeout != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(progress) >= timeout)
            {
                throw new TimeoutException(
                    $"Another process or thread has been changing '{path}' for {timeout.TotalSeconds:0.###} seconds. Look for it with: fuser -v '{path}'");
            }

            // Not in step with the others that wait.
            int pause = Stopwatch.GetElapsedTime(progress) < LongStanding ? Math.Clamp(attempt.Ahead, 1, LongestPause) : LongestPause;
            cancellationToken.WaitHandle.WaitOne(RandomNumberGenerator.GetInt32(1, pause + 1));
        }
    }

    /// <summary>Finds out which classes of users could keep writers of this process from the file although they may only read it.</summary>
    /// <param name="path">The file; symbolic links are followed.</param>
    /// <returns>
    /// Of the file's mode the bits of reading that are to blame: <see cref="UnixFileMode.None"/> where writers have a file of their own to lock
    /// or can make one, where those who may read may also write, where this process may not write the file, and on other systems than Linux. To put it right let the directory be written, or
    /// the file be read, by writers only.
    /// </returns>
    public static UnixFileMode ReadersWhoCanBlock(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = CredentialFilePath.Resolve(path);
        if (!UsesFileLocks
            || !LinuxCalls.IsWritable(target)
            || !LinuxStatus.TryRead(target, followLink: true, out LinuxStatus file)
            || LinuxLockFile.IsToBeHad(target, file))
        {
            return UnixFileMode.None;
        }

        const UnixFileMode Readers = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        var writersToo = (UnixFileMode)((int)(file.Permissions & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) << 1);
        return file.Permissions & Readers & ~writersToo;
    }

    /// <summary>Lets the next one in.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        Handle?.Dispose();
    }

    [SupportedOSPlatformGuard("linux")]
    private static bool UsesFileLocks => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    private static ICredentialFileLockAttempt Begin(string path, bool isPatient) => UsesFileLocks ? new LinuxFileLock(path, isPatient) : new LockFile(path);
}
