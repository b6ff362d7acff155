namespace HtpasswdAuth;

/// <summary>A session that was ended before its time.</summary>
/// <param name="Id">The session's 128 random bits in hexadecimal.</param>
/// <param name="Expires">When it would have ended by itself, and need not be remembered any longer.</param>
public sealed record SignedOutSession(string Id, DateTimeOffset Expires);
