namespace HtpasswdAuth;

/// <summary>Somebody who proved a password, so that his next requests with the same nonce need not be put together anew.</summary>
/// <param name="User">The user.</param>
/// <param name="File">The snapshot by which; another may hold another hash.</param>
/// <param name="Client">
/// From where. Elsewhere a right guess waits like a wrong one, or whoever has seen a nonce could guess with it unhindered.
/// </param>
internal sealed record DigestSignIn(VerifiedUser User, HtdigestFile File, ClientNetwork Client);
