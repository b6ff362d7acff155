namespace HtpasswdAuth;

/// <summary>That a user gave the second factor: how and when.</summary>
internal sealed record SecondFactorProof(SecondFactorMethods Methods, DateTimeOffset AuthTime);
