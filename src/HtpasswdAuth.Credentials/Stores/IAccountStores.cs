namespace HtpasswdAuth;

/// <summary>What is known of the users of one password file beside their passwords, served from memory.</summary>
public interface IAccountStores
{
    /// <summary>Gets the enrolments, app passwords and tickets.</summary>
    IOtpSecretsStore OtpSecrets { get; }

    /// <summary>Gets the spent codes and the ended sessions.</summary>
    IOtpStateStore OtpStates { get; }

    /// <summary>Gets since when users have had their passwords, and who must change theirs.</summary>
    IPasswordStateStore PasswordStates { get; }

    /// <summary>Gets the same for the digest file beside the password file, whose hashes change by themselves.</summary>
    IPasswordStateStore DigestPasswordStates { get; }

    /// <summary>Gets the wrong passwords; <see langword="null"/> where each process counts them in memory.</summary>
    IAttemptStore? Attempts { get; }

    /// <summary>Gets how well the stores are; <see langword="null"/> where there is nothing that could fail.</summary>
    IStoreHealth? Health { get; }

    /// <summary>
    /// Gets whether other machines use the stores too. Their key files must then be one, and are not made by any of them.
    /// </summary>
    bool IsShared { get; }
}
