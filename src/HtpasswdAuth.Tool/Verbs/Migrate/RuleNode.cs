namespace HtpasswdAuth.Tool;

/// <summary>Who is let in, as a tree.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Values">Names or networks, one of which is enough.</param>
/// <param name="Children">Of <see cref="RuleKind.All"/>, <see cref="RuleKind.Any"/> and <see cref="RuleKind.Not"/>.</param>
internal sealed record RuleNode(RuleKind Kind, IReadOnlyList<string> Values, IReadOnlyList<RuleNode> Children)
{
    public static readonly RuleNode Granted = Leaf(RuleKind.Granted);
    public static readonly RuleNode Denied = Leaf(RuleKind.Denied);
    public static readonly RuleNode ValidUser = Leaf(RuleKind.ValidUser);
    public static readonly RuleNode Unsupported = Leaf(RuleKind.Unsupported);

    public static RuleNode Leaf(RuleKind kind, params IReadOnlyList<string> values) => new(kind, values, []);

    public static RuleNode All(params IReadOnlyList<RuleNode> children) => new(RuleKind.All, [], children);

    public static RuleNode Any(params IReadOnlyList<RuleNode> children) => new(RuleKind.Any, [], children);

    public static RuleNode Not(RuleNode child) => new(RuleKind.Not, [], [child]);

    /// <summary>Whether a rule of that kind is anywhere in it.</summary>
    public bool Has(RuleKind kind) => Kind == kind || Children.Any(child => child.Has(kind));

    public bool AsksForUser => Has(RuleKind.ValidUser) || Has(RuleKind.User) || Has(RuleKind.Group);

    /// <summary>Whether it is about users alone, so that it can be written as one expression.</summary>
    public bool IsAboutUsers => AsksForUser && !Has(RuleKind.Network) && !Has(RuleKind.Unsupported) && !Has(RuleKind.Granted) && !Has(RuleKind.Denied);
}
