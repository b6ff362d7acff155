namespace HtpasswdAuth;

/// <summary>A nonce that this site made, or another node of it.</summary>
/// <param name="Id">Tells it from all others; nobody without the key can choose it.</param>
/// <param name="IssuedAt">When it was made, in milliseconds since 1970.</param>
internal readonly record struct DigestNonce(UInt128 Id, long IssuedAt);
