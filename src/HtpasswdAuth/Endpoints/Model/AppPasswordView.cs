namespace HtpasswdAuth;

/// <summary>An app password as its list shows it.</summary>
internal sealed record AppPasswordView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public DateTimeOffset? LastUsed { get; init; }

    public required IReadOnlyList<string> Paths { get; init; }

    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>The password itself, only in the answer that made it.</summary>
    public string? Password { get; init; }
}
