namespace HtpasswdAuth;

/// <summary>
/// The accounts of a site with passwords alone and no database. Sessions that were ended stay ended until the process ends; nothing else of
/// such a site has to outlive it.
/// </summary>
/// <param name="problem">Why nothing can be said of any user, so that all are refused; <see langword="null"/> where it can.</param>
internal sealed class MemoryAccounts(string? problem = null) : IAccountStores
{
    /// <summary>There is no second factor without a database: such a scheme does not start.</summary>
    public IOtpSecretsStore OtpSecrets => throw new InvalidOperationException("There is no second factor without an account database.");

    public IOtpStateStore OtpStates { get; } = new MemoryOtpStates(problem);

    public IPasswordStateStore PasswordStates { get; } = new MemoryPasswordStates(problem);

    public IPasswordStateStore DigestPasswordStates { get; } = new MemoryPasswordStates(problem);

    public IAttemptStore? Attempts => null;

    public IStoreHealth? Health => null;

    public bool IsShared => false;

    private sealed class MemoryOtpStates(string? problem) : MemoryStates<OtpStateFile, OtpUserState>(
        OtpStateFile.Empty, static (all, user) => all.Find(user), static (all, state) => all.With([state]), problem), IOtpStateStore;

    private sealed class MemoryPasswordStates(string? problem) : MemoryStates<PasswordStateFile, PasswordState>(
        PasswordStateFile.Empty, static (all, user) => all.Find(user), static (all, state) => all.With([state]), problem), IPasswordStateStore;
}
