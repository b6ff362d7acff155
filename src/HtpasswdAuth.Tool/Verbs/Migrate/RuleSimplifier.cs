namespace HtpasswdAuth.Tool;

/// <summary>
/// Brings a rule into a form that can be written down. Where something cannot be, what remains lets in fewer, never more.
/// </summary>
internal static class RuleSimplifier
{
    public static RuleNode Simplify(RuleNode rule) => rule.Kind switch
    {
        RuleKind.Unsupported => RuleNode.Denied,
        RuleKind.All => SimplifyAll(rule),
        RuleKind.Any => SimplifyAny(rule),
        RuleKind.Not => SimplifyNot(rule),
        _ => rule,
    };

    private static RuleNode SimplifyAll(RuleNode rule)
    {
        List<RuleNode> children = [.. rule.Children.Select(Simplify).SelectMany(child => child.Kind == RuleKind.All ? child.Children : [child])];
        bool grants = children.Exists(child => child.Kind != RuleKind.Not);
        children.RemoveAll(child => child.Kind == RuleKind.Granted);
        if (!grants || children.Exists(child => child.Kind == RuleKind.Denied))
        {
            return RuleNode.Denied;
        }

        // That any user will do is said by every rule that names some.
        bool names = children.Exists(child => child.Kind is RuleKind.User or RuleKind.Group);
        children.RemoveAll(child => names && child.Kind == RuleKind.ValidUser);
        children = [.. children.DistinctBy(Key)];
        return children.Count switch
        {
            0 => RuleNode.Granted,
            1 when children[0].Kind != RuleKind.Not => children[0],
            _ => RuleNode.All(children),
        };
    }

    private static RuleNode SimplifyAny(RuleNode rule)
    {
        List<RuleNode> children = [.. rule.Children.Select(Simplify).SelectMany(child => child.Kind == RuleKind.Any ? child.Children : [child])];

        // Not being refused is no reason to be let in.
        children.RemoveAll(child => child.Kind is RuleKind.Denied or RuleKind.Not);
        if (children.Exists(child => child.Kind == RuleKind.Granted))
        {
            return RuleNode.Granted;
        }

        bool anyUser = children.Exists(child => child.Kind == RuleKind.ValidUser);
        children.RemoveAll(child => anyUser && child.IsAboutUsers && child.Kind != RuleKind.ValidUser);
        children = [.. Joined(children, RuleKind.User), .. Joined(children, RuleKind.Group), .. Joined(children, RuleKind.Network), .. children.Where(child => child.Values.Count == 0).DistinctBy(Key)];
        return children.Count switch
        {
            0 => RuleNode.Denied,
            1 => children[0],
            _ => RuleNode.Any(children),
        };
    }

    private static RuleNode SimplifyNot(RuleNode rule)
    {
        RuleNode child = rule.Children[0];
        if (child.Has(RuleKind.Unsupported) || child.Has(RuleKind.Network))
        {
            return RuleNode.Denied;
        }

        RuleNode simple = Simplify(child);
        return simple.Kind switch
        {
            RuleKind.Granted => RuleNode.Denied,
            RuleKind.Denied => RuleNode.Not(RuleNode.Denied),
            _ => RuleNode.Not(simple),
        };
    }

    private static RuleNode[] Joined(List<RuleNode> children, RuleKind kind)
    {
        string[] values = [.. children.Where(child => child.Kind == kind).SelectMany(child => child.Values).Distinct(StringComparer.Ordinal)];
        return values.Length > 0 ? [RuleNode.Leaf(kind, values)] : [];
    }

    private static string Key(RuleNode rule) =>
        $"{rule.Kind}({string.Join('\n', rule.Values)}|{string.Join('\t', rule.Children.Select(Key))})";
}
