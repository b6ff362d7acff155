namespace HtpasswdAuth;

/// <summary>Where a scheme keeps spent codes, ended sessions and enrolments. Files are closed with this object, shared stores are not.</summary>
/// <param name="states">Spent codes and ended sessions.</param>
/// <param name="secrets">Enrolments; <see langword="null"/> where nobody needs a code.</param>
/// <param name="isShared">Whether other nodes use them too.</param>
internal sealed class FactorStores(IOtpStateStore states, IOtpSecretsStore? secrets, bool isShared) : IDisposable
{
    /// <summary>Those of a database of accounts, where the scheme needs them. The database is closed by its factory.</summary>
    public static FactorStores? Of(IAccountStores accounts, SecondFactorOptions options, bool hasForm)
    {
        bool hasFactor = options.Mode != SecondFactorMode.None;
        return hasFactor || hasForm ? new FactorStores(accounts.OtpStates, hasFactor ? accounts.OtpSecrets : null, isShared: false) : null;
    }

    public IOtpStateStore States => states;

    public IOtpSecretsStore? Secrets => secrets;

    public bool IsShared => isShared;

    public void Dispose()
    {
        if (!isShared)
        {
            (secrets as IDisposable)?.Dispose();
            (states as IDisposable)?.Dispose();
        }
    }
}
