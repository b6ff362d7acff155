namespace HtpasswdAuth;

/// <summary>
/// The accounts of a site with passwords alone and no database. Sessions that were ended stay ended until the process ends; nothing else of
/// such a site has to outlive it.
/// </summary>
/// <param name="unread">
/// What is known and not read: as long as there is something, nothing can be said of any user, so that all are refused.
/// </param>
internal sealed class MemoryAccounts(UnreadAccounts? unread = null) : IAccountStores
{
    /// <summary>There is no second factor without a database: such a scheme does not start.</summary>
    public IOtpSecretsStore OtpSecrets => throw new InvalidOperationException("There is no second factor without an account database.");

    public IOtpStateStore OtpStates { get; } = new MemoryOtpStates(unread);

    public IPasswordStateStore PasswordStates { get; } = new MemoryPasswordStates(unread);

    public IPasswordStateStore DigestPasswordStates { get; } = new MemoryPasswordStates(unread);

    public IAttemptStore? Attempts => null;

    public IStoreHealth? Health => unread;

    public bool IsShared => false;

    private sealed class MemoryOtpStates(UnreadAccounts? unread) : MemoryStates<OtpStateFile, OtpUserState>(
        OtpStateFile.Empty, static (all, user) => all.Find(user), static (all, state) => all.With([state]), unread),
        IOtpStateStore;

    private sealed class MemoryPasswordStates(UnreadAccounts? unread) : MemoryStates<PasswordStateFile, PasswordState>(
        PasswordStateFile.Empty, static (all, user) => all.Find(user), static (all, state) => all.With([state]), unread),
        IPasswordStateStore;
}
