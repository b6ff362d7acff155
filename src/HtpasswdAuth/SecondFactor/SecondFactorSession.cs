namespace HtpasswdAuth;

/// <summary>
/// What the cookie says: who gave the second factor, when, and all that it is bound to. It is worth something only together with
/// the right password in the same request.
/// </summary>
internal sealed record SecondFactorSession
{
    public required string User { get; init; }

    public required string Realm { get; init; }

    /// <summary>128 random bits in hexadecimal, by which the session can be ended.</summary>
    public required string Id { get; init; }

    public required SecondFactorMethods Methods { get; init; }

    public required DateTimeOffset AuthTime { get; init; }

    /// <summary>The absolute end, which no renewal moves.</summary>
    public required DateTimeOffset Expires { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>A keyed hash of the user's stored hash: another password, another version.</summary>
    public required UInt128 PasswordVersion { get; init; }

    public required string EnrolmentId { get; init; }

    /// <summary>How often all sessions of the user had been ended when it began.</summary>
    public required int UserEpoch { get; init; }

    /// <summary>How often everybody's had been.</summary>
    public required int SiteEpoch { get; init; }
}
