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

    /// <summary>
    /// Tells whether a password of this user that does not match may be right all the same, because <see cref="Current"/> may be
    /// behind: the database is away, or the file is being written. The caller then answers 503 and counts nothing. A password
    /// that matches is right.
    /// </summary>
    /// <param name="userName">The name in the bytes of the store, of a user whom <see cref="Current"/> need not have.</param>
    bool IsUncertain(ReadOnlySpan<byte> userName) => false;

    /// <summary>
    /// Is called when a password did not match, before that is told: asks the source for what has changed, and returns when
    /// <see cref="Current"/> and <see cref="IsUncertain"/> have its answer, or there is none within a moment. Then a change made elsewhere, or an
    /// outage, that nothing has told of yet is no wrong password. Does not throw.
    /// </summary>
    ValueTask ConfirmAsync() => ValueTask.CompletedTask;
}
