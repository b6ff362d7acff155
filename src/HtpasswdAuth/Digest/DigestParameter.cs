namespace HtpasswdAuth;

/// <summary>The parameters of <c>Authorization: Digest</c> (RFC 7616 section 3.4) that are looked at.</summary>
internal enum DigestParameter
{
    UserName,
    UserNameExtended,
    Realm,
    Nonce,
    Uri,
    Response,
    Algorithm,
    ClientNonce,
    Opaque,
    Qop,
    NonceCount,
    UserHash,
}
