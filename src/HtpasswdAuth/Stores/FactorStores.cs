namespace HtpasswdAuth;

/// <summary>Where a scheme keeps spent codes, ended sessions and enrolments. Files are closed with this object, shared stores are not.</summary>
/// <param name="states">Spent codes and ended sessions.</param>
/// <param name="secrets">Enrolments; <see langword="null"/> where nobody needs a code.</param>
/// <param name="isShared">Whether other nodes use them too.</param>
internal sealed class FactorStores(IOtpStateStore states, IOtpSecretsStore? secrets, bool isShared) : IDisposable
{
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
