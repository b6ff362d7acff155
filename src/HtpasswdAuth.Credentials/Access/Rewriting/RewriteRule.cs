namespace HtpasswdAuth;

/// <summary>One <c>RewriteRule</c>.</summary>
/// <param name="Pattern">What the path has to match.</param>
/// <param name="IsNegated">Whether it must not match.</param>
/// <param name="Target">What the path becomes; <see langword="null"/> for no other.</param>
/// <param name="Status">What is answered: 403, 410, a redirection or another status; <see langword="null"/> for a path of this site.</param>
internal sealed record RewriteRule(AccessPattern Pattern, bool IsNegated, RewriteText? Target, int? Status)
{
    public IReadOnlyList<RewriteCondition> Conditions { get; init; } = [];

    /// <summary>Gets whether no rule comes after this one.</summary>
    public bool IsLast { get; init; }

    /// <summary>Gets whether rules are not asked again about what the path becomes.</summary>
    public bool IsEnd { get; init; }

    /// <summary>Gets whether it is not about the file that stands for a folder.</summary>
    public bool IsForRequestsAlone { get; init; }

    /// <summary>Gets whether the query stays, behind that of the target.</summary>
    public bool AppendsQuery { get; init; }
}

/// <summary>One <c>RewriteCond</c>.</summary>
/// <param name="Subject">What is looked at.</param>
/// <param name="Test">What it has to be.</param>
internal sealed record RewriteCondition(RewriteText Subject, RewriteTest Test)
{
    public bool IsNegated { get; init; }

    /// <summary>Gets whether this or the next one is enough.</summary>
    public bool IsOr { get; init; }
}

/// <summary>What a condition tests.</summary>
internal abstract record RewriteTest
{
    public sealed record Matches(AccessPattern Pattern) : RewriteTest;

    public sealed record Equal(string Text, bool IgnoreCase) : RewriteTest;

    public sealed record IsFile : RewriteTest;

    public sealed record IsFolder : RewriteTest;
}
