namespace HtpasswdAuth;

/// <summary>An app password as its list shows it.</summary>
public sealed record HtpasswdAppPassword
{
    /// <summary>Gets the id by which it is removed.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what its user called it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Gets when it ends; <see langword="null"/> for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Gets when it was used last; <see langword="null"/> if it was not.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>Gets the paths it is good for; all if empty.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Gets the methods it is good for; all if empty.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];
}
