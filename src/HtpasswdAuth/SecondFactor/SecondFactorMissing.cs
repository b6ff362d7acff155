namespace HtpasswdAuth;

/// <summary>Left at the request by an authorization that failed for want of the second factor, for the scheme that answers it.</summary>
internal sealed class SecondFactorMissing
{
    public static readonly SecondFactorMissing Instance = new();
}
