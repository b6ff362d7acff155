namespace HtpasswdAuth.Tool;

/// <summary>Writes a rule as calls on a policy.</summary>
internal static class PolicyText
{
    /// <param name="rule">Simplified.</param>
    /// <param name="onNarrowed">Called when a part of the rule cannot be written, so that fewer are let in.</param>
    /// <returns>The calls; none where nobody is let in.</returns>
    public static IReadOnlyList<string> Of(RuleNode rule, Action onNarrowed)
    {
        List<string> calls = [];
        bool isAssertion = false;
        foreach (RuleNode part in rule.Kind == RuleKind.All ? rule.Children : [rule])
        {
            RuleNode written = Narrow(part, onNarrowed);
            if (written.Kind == RuleKind.Denied)
            {
                return [];
            }

            isAssertion |= IsAssertion(written);
            calls.Add(Call(written));
        }

        return isAssertion ? ["RequireAuthenticatedUser()", .. calls.Where(call => call != "RequireAuthenticatedUser()")] : calls;
    }

    private static RuleNode Narrow(RuleNode rule, Action onNarrowed)
    {
        bool isWritten = rule.Kind == RuleKind.Network || rule.IsAboutUsers || IsUserOrNetwork(rule);
        if (isWritten)
        {
            return rule;
        }

        onNarrowed();
        List<RuleNode> rest = rule.Kind == RuleKind.Any ? [.. rule.Children.Where(child => child.IsAboutUsers)] : [];
        return rest.Count == 0 ? RuleNode.Denied : rest.Count == 1 ? rest[0] : RuleNode.Any(rest);
    }

    private static bool IsUserOrNetwork(RuleNode rule) =>
        rule is { Kind: RuleKind.Any, Children.Count: 2 } && rule.Children.All(child => child.Kind is RuleKind.ValidUser or RuleKind.Network);

    private static bool IsAssertion(RuleNode rule) =>
        rule.Kind == RuleKind.Not || (rule.Kind is RuleKind.Any or RuleKind.All && !IsUserOrNetwork(rule));

    private static string Call(RuleNode rule) => rule.Kind switch
    {
        RuleKind.ValidUser => "RequireAuthenticatedUser()",
        RuleKind.User => $"RequireUser({CSharpText.List(rule.Values)})",
        RuleKind.Group => $"RequireGroup({CSharpText.List(rule.Values)})",
        RuleKind.Network => $"RequireNetwork({CSharpText.List(rule.Values)})",
        _ when IsUserOrNetwork(rule) => $"RequireUserOrNetwork({CSharpText.List(rule.Children.First(child => child.Kind == RuleKind.Network).Values)})",
        _ => $"RequireAssertion(context => {Expression(rule)})",
    };

    private static string Expression(RuleNode rule) => rule.Kind switch
    {
        RuleKind.ValidUser => "true",
        RuleKind.User => $"context.User.Identity?.Name is {string.Join(" or ", rule.Values.Select(CSharpText.Quote))}",
        RuleKind.Group => string.Join(" || ", rule.Values.Select(group => $"context.User.IsInRole({CSharpText.Quote(group)})")),
        RuleKind.Not => $"!({Expression(rule.Children[0])})",
        RuleKind.All => string.Join(" && ", rule.Children.Select(child => $"({Expression(child)})")),
        _ => string.Join(" || ", rule.Children.Select(child => $"({Expression(child)})")),
    };
}
