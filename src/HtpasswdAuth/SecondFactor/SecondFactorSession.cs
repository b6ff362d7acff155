namespace HtpasswdAuth;

/// <summary>
/// What the cookie says: who gave the second factor, when, and all that it is bound to. It is worth something only together with
/// the right password in the same request.
/// </summary>
internal sealed record SecondFactorSession : ISession
{
    private static readonly TimeSpan ProofLifetime = TimeSpan.FromSeconds(60);

    public required SessionBinding Binding { get; init; }

    public required SecondFactorMethods Methods { get; init; }

    public required string EnrolmentId { get; init; }

    /// <summary>When a code was given last that is not the one that began it; <see langword="null"/> if none was.</summary>
    public DateTimeOffset? Proved { get; init; }

    /// <summary>
    /// Whether a code was given in it just now, and not only the one that began it: what is made to outlive the session (recovery codes, app
    /// passwords) needs that, so that neither an open session nor one code that was looked over a shoulder is enough.
    /// </summary>
    public bool IsProvedAt(DateTimeOffset now) => Proved is { } proved && (now - proved).Duration() <= ProofLifetime;

    public string User => Binding.User;

    public string Id => Binding.Id;

    public DateTimeOffset AuthTime => Binding.AuthTime;

    public DateTimeOffset Expires => Binding.Expires;
}
