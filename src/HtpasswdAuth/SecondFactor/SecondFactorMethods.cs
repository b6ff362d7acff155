namespace HtpasswdAuth;

/// <summary>What the second factor of a session was; the cookie holds these bits.</summary>
[Flags]
internal enum SecondFactorMethods
{
    None = 0,
    OneTimePassword = 1,
    RecoveryCode = 2,
}
