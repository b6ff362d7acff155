namespace HtpasswdAuth;

/// <summary>Where it is kept since when users have had their passwords, and who must change theirs. Shared by all nodes of a site.</summary>
public interface IPasswordStateStore
{
    /// <summary>
    /// Gets the snapshot that sign-ins are checked against, or <see langword="null"/> while there is none that may be trusted:
    /// the caller must then let nobody pass. Reading it does no I/O and never blocks.
    /// </summary>
    PasswordStateFile? Current { get; }

    /// <summary>
    /// Changes the state of a user, atomically among all nodes and durably; <see cref="Current"/> shows it when the call returns.
    /// </summary>
    /// <param name="user">The user's name.</param>
    /// <param name="change">Gets the state and returns the next, the same reference to change nothing. May be called several times; the last call counts.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">The store cannot be written; nothing was changed.</exception>
    Task UpdateAsync(string user, Func<PasswordState, PasswordState> change, CancellationToken cancellationToken);
}
