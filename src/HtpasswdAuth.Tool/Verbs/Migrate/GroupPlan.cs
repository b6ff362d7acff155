namespace HtpasswdAuth.Tool;

/// <summary>A route group to be mapped.</summary>
/// <param name="Path">The address.</param>
/// <param name="IsExact">Whether without what is below.</param>
/// <param name="Folder">Where its files are, or <see langword="null"/>.</param>
/// <param name="At">The address of the folder.</param>
/// <param name="Outcome">What becomes of requests.</param>
/// <param name="Calls">The calls of the policy, as one text.</param>
/// <param name="Scheme">The scheme that is asked.</param>
internal sealed record GroupPlan(string Path, bool IsExact, string? Folder, string At, AccessOutcome Outcome, string Calls, SchemePlan? Scheme)
{
    /// <summary>Gets where the rule comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether two let in the same people.</summary>
    public bool HasRuleOf(GroupPlan other) => Outcome == other.Outcome && Calls == other.Calls && Scheme == other.Scheme;
}
