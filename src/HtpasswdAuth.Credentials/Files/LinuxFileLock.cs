using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Waits for the lock on the file beside, and then for that on the file itself; where there is no file beside, only for the latter.
/// </summary>
/// <param name="path">The file, perhaps a link to it.</param>
/// <param name="isPatient">Whether to wait in the queue for a turn.</param>
[SupportedOSPlatform("linux")]
internal sealed class LinuxFileLock(string path, bool isPatient) : ICredentialFileLockAttempt
{
    private string? _target;
    private SafeFileHandle? _file;
    private SafeFileHandle? _beside;
    private LinuxLockQueue? _queue;
    private LockFile? _other;
    private bool _hasEntered;

    public int Ahead => _other?.Ahead ?? _queue?.Ahead ?? 0;

    public CredentialFileLock? TryAcquire(out bool hasProgressed)
    {
        hasProgressed = false;
        if (_other is not null)
        {
            return _other.TryAcquire(out hasProgressed);
        }

        string target = CredentialFilePath.Resolve(path);
        if (_queue is null || target != _target)
        {
            Dispose();
            _target = target;
            if (!TryJoin(target, out CredentialFileLock? withoutQueue))
            {
                return withoutQueue;
            }
        }

        _hasEntered = _hasEntered || (isPatient ? _queue!.TryEnter(out hasProgressed) : _queue!.TryLock());
        return !_hasEntered ? null : _beside is null ? Keep(ref hasProgressed) : LockFileToo(_beside, ref hasProgressed);
    }

    /// <summary>Gives up the place in the queue.</summary>
    public void Dispose()
    {
        _beside?.Dispose();
        _file?.Dispose();
        (_beside, _file, _queue, _hasEntered) = (null, null, null, false);
    }

    /// <returns>
    /// <see langword="false"/> if there is nothing to queue for, and then <paramref name="instead"/> is what there is instead; or
    /// <see langword="null"/> if another holds that.
    /// </returns>
    private bool TryJoin(string target, out CredentialFileLock? instead)
    {
        instead = null;

        // First of all, so that one who may not write the file is told so at once, and makes no files either.
        _file = Open(target);
        _beside = LinuxLockFile.TryOpen(target, _file);
        if ((_beside ?? _file) is not { } queued)
        {
            // The directory takes no new file; or it holds a file of that name that is not to be trusted, and then creating a file fails where
            // another has done it meanwhile.
            instead = new CredentialFileLock(target, null, null);
            return false;
        }

        if (!LinuxCalls.KnowsLocks(queued))
        {
            Dispose();
            _other = new LockFile(path);
            instead = _other.TryAcquire(out _);
            return false;
        }

        _queue = new LinuxLockQueue(queued);
        return true;
    }

    private CredentialFileLock? LockFileToo(SafeFileHandle beside, ref bool hasProgressed)
    {
        if (!NamesSameFile(LinuxLockFile.PathFor(_target!), beside))
        {
            Dispose();
            return null;
        }

        if (_file is null || !NamesSameFile(_target!, _file))
        {
            _file?.Dispose();
            _file = null;
            _file = Open(_target!);
        }

        // A lock that is shared is that of one who may only read, and does not count; nor does a file system that knows none.
        var own = _file is null ? null : new LinuxLockQueue(_file);
        bool isLocked = own is null || own.TryLock() || own.FindHeld() is { IsExclusive: false } || !LinuxCalls.KnowsLocks(_file!);
        return isLocked ? Keep(ref hasProgressed) : null;
    }

    private CredentialFileLock? Keep(ref bool hasProgressed)
    {
        // Whoever held the lock before may have put another file in this one's place.
        if (_file is not null && !NamesSameFile(_target!, _file))
        {
            hasProgressed = true;
            if (_beside is null)
            {
                Dispose();
            }

            return null;
        }

        var acquired = new CredentialFileLock(_target!, _file, _beside);
        (_beside, _file) = (null, null);
        return acquired;
    }

    private static SafeFileHandle? Open(string target)
    {
        SafeFileHandle handle = LinuxCalls.OpenReadWrite(target);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        int error = LinuxCalls.LastError;
        handle.Dispose();
        string directory = Path.GetDirectoryName(target)!;
        return error != LinuxCalls.NoEntry ? throw LinuxCalls.ToException(error, target)
            : LinuxStatus.TryRead(directory, followLink: true, out _) ? null
            : throw new DirectoryNotFoundException($"There is no directory '{directory}'.");
    }

    private static bool NamesSameFile(string target, SafeFileHandle handle) =>
        LinuxStatus.TryRead(target, followLink: true, out LinuxStatus named)
        && LinuxStatus.TryRead(handle, out LinuxStatus held)
        && named.Identity == held.Identity;
}
