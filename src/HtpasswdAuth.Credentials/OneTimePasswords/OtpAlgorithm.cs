namespace HtpasswdAuth;

/// <summary>The HMAC that a one-time password is made with. Most authenticator apps know only the first.</summary>
public enum OtpAlgorithm
{
    /// <summary>HMAC-SHA-1, the default of RFC 4226 and of every app.</summary>
    Sha1 = 0,

    /// <summary>HMAC-SHA-256.</summary>
    Sha256,

    /// <summary>HMAC-SHA-512.</summary>
    Sha512,
}
