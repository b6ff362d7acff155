namespace HtpasswdAuth;

/// <summary>A source of users whose stored hashes can be replaced, by any node of a site.</summary>
public interface IPasswordStore : ICredentialStore
{
    /// <summary>
    /// Replaces a user's stored hash if it is still the one that was verified, atomically among all nodes and durably;
    /// <see cref="ICredentialStore.Current"/> shows the new one when the call returns.
    /// </summary>
    /// <param name="userName">The name in the bytes of the store.</param>
    /// <param name="verifiedHash">The stored hash that the user's password was verified against.</param>
    /// <param name="newHash">What takes its place, in Apache's format.</param>
    /// <param name="cancellationToken">Ends the waiting. What was committed by then is committed.</param>
    /// <returns><see langword="false"/> if the user has another hash by now, or is gone; nothing was changed.</returns>
    /// <exception cref="IOException">The store cannot be reached or written. Nothing may be told to have been changed.</exception>
    Task<bool> TryReplaceHashAsync(
        ReadOnlyMemory<byte> userName, ReadOnlyMemory<byte> verifiedHash, ReadOnlyMemory<byte> newHash, CancellationToken cancellationToken);
}
