namespace HtpasswdAuth;

/// <summary>Where enrolments, app passwords and tickets are kept.</summary>
public interface IOtpSecretsStore
{
    /// <summary>
    /// Gets the snapshot to check against, or <see langword="null"/> while there is none that may be trusted: the caller
    /// must then let nobody pass. Reading it does no I/O and never blocks; two reads return the same reference for as long
    /// as the content is the same.
    /// </summary>
    OtpSecretsFile? Current { get; }

    /// <summary>
    /// Gets whether <see cref="Current"/> may lack what is held of a user: what it is a copy of cannot be reached, or is being written. Nobody
    /// is told then that no second factor is set up, or that an app password is wrong.
    /// </summary>
    bool IsUncertain => false;

    /// <summary>Gets whether changes can be written, as far as is known. A store that is read-only on purpose says no; nobody then enrols here.</summary>
    bool IsWritable { get; }

    /// <summary>Changes what is held of a user, atomically; <see cref="Current"/> shows it when the call returns.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="change">Gets what is held now and returns what is to be held, or <see langword="null"/> to change nothing. May be called several times.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">The store cannot be written, is read-only for example; nothing was changed.</exception>
    Task UpdateAsync(string user, Func<OtpUser, OtpUser?> change, CancellationToken cancellationToken);
}
