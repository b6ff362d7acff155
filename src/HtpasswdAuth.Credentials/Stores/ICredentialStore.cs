namespace HtpasswdAuth;

/// <summary>A source of users and their stored hashes that serves immutable snapshots from memory.</summary>
public interface ICredentialStore
{
    /// <summary>
    /// Gets the snapshot to verify against, or <see langword="null"/> while there is none that may be trusted: the caller
    /// must then refuse everybody. Reading it does no I/O and never blocks; two reads return the same reference for as long
    /// as the content is the same.
    /// </summary>
    HtpasswdFile? Current { get; }
}
