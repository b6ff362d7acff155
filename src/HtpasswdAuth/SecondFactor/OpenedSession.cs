namespace HtpasswdAuth;

/// <summary>A session whose cookie was read once, with the finished answer for its requests.</summary>
internal sealed record OpenedSession(SecondFactorSession Session, VerifiedUser User);
