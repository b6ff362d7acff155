namespace HtpasswdAuth;

/// <summary>The claims that tell how somebody proved who they are.</summary>
internal static class SecondFactorClaims
{
    /// <summary>RFC 8176: <c>pwd</c>, <c>otp</c>, <c>mfa</c>; <c>rc</c> for a recovery code, which it has no value for.</summary>
    public const string Methods = "amr";

    /// <summary>The value of <see cref="Methods"/> that says: more than one factor.</summary>
    public const string MultiFactor = "mfa";

    public const string AuthTime = "auth_time";

    /// <summary>The id of the app password that a program came with.</summary>
    public const string AppPassword = "htpasswd_app_password";
}
