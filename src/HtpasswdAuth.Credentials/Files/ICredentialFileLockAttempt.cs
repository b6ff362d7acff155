namespace HtpasswdAuth;

/// <summary>One who waits for the lock. Disposed, it has given up its place, but not the lock if it was given that.</summary>
internal interface ICredentialFileLockAttempt : IDisposable
{
    /// <summary>About how many are before this one.</summary>
    int Ahead { get; }

    /// <returns><see langword="null"/> if others are first.</returns>
    CredentialFileLock? TryAcquire(out bool hasProgressed);
}
