namespace HtpasswdAuth;

/// <summary>What a one-time password counts.</summary>
public enum OtpType
{
    /// <summary>Steps of time: RFC 6238.</summary>
    Totp = 0,

    /// <summary>The codes made so far: RFC 4226. For tokens with a button.</summary>
    Hotp,
}
