namespace HtpasswdAuth.Tool;

/// <summary>Where a site keeps its users, and what belongs to them: a password file with an account database, or the database of a fleet.</summary>
internal abstract class SiteStore : IDisposable
{
    /// <summary>Gets what a message calls the place of the users.</summary>
    public abstract string Place { get; }

    /// <summary>Gets whether processes of other machines use it, with key files of their own.</summary>
    public virtual bool IsShared => false;

    /// <summary>Makes a database where there never was one, before anything is made that would tell of one.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Gets whether nothing is known of users but their passwords, and no place is there for it.</summary>
    public virtual bool IsUnused => false;

    public abstract HtpasswdFile LoadUsers();

    public abstract OtpSecretsFile LoadSecrets();

    public abstract OtpStateFile LoadState();

    public abstract PasswordStateFile LoadPasswordStates();

    public abstract void Update(string user, Func<OtpUser, OtpUser?> change);

    /// <summary>Changes many users at once: all of them, or none.</summary>
    public abstract void UpdateAll(Func<OtpSecretsFile, OtpSecretsFile> change);

    public abstract void UpdateState(string user, Func<OtpUserState, OtpUserState> change);

    public abstract void UpdatePasswordState(string user, Func<PasswordState, PasswordState> change);

    /// <summary>What is counted of wrong passwords at a name.</summary>
    public abstract IReadOnlyList<AttemptCount> LoadAttempts(string user);

    /// <summary>Gives back all tries of <see cref="LoadAttempts"/>.</summary>
    public abstract void GiveBackAttempts(string user);

    /// <summary>Adds users, or gives them other hashes: all of them, or none.</summary>
    public abstract void SetHashes(IReadOnlyList<(byte[] User, string Hash)> users);

    public virtual void Dispose()
    {
    }
}
