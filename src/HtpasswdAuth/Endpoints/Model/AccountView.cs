namespace HtpasswdAuth;

/// <summary>What <c>GET me</c> answers.</summary>
internal sealed record AccountView
{
    public required string User { get; init; }

    public required string Realm { get; init; }

    public required bool Enrolled { get; init; }

    /// <summary>Whether the second factor was given.</summary>
    public required bool SecondFactor { get; init; }

    public DateTimeOffset? AuthTime { get; init; }

    /// <summary>When the code is asked for again at the latest.</summary>
    public DateTimeOffset? Expires { get; init; }

    public int? RecoveryCodesLeft { get; init; }

    /// <summary>To be sent back in the header RequestVerificationToken with every unsafe request that carries cookies.</summary>
    public required string AntiforgeryToken { get; init; }
}
