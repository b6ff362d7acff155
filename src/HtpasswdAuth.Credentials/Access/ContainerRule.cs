namespace HtpasswdAuth;

/// <summary><c>RequireAll</c> or <c>RequireAny</c>; negated, <c>RequireNone</c>.</summary>
/// <param name="all">Whether all must hold.</param>
/// <param name="children">At least one.</param>
internal sealed class ContainerRule(bool all, IReadOnlyList<AccessRule> children) : AccessRule
{
    private readonly AccessRule[] _children = [.. children];

    /// <summary>A container about the methods that its children are about together, as all of httpd's are.</summary>
    public static ContainerRule Of(bool all, bool negated, IReadOnlyList<AccessRule> children) => new(all, children)
    {
        IsNegated = negated,
        Methods = children.Aggregate(default(MethodMask), (methods, child) => methods | child.Methods),
    };

    public override bool AsksForMore => Array.Exists(_children, static child => child.AsksForMore);

    protected override AccessDecision Check(in AccessRequest request, bool negated)
    {
        AccessDecision final = all ? AccessDecision.Denied : AccessDecision.Granted;
        AccessDecision result = AccessDecision.Neutral;
        foreach (AccessRule child in _children)
        {
            AccessDecision decision = EvaluateChild(child, request, all, negated);
            if (decision == final)
            {
                return final;
            }

            result = decision == AccessDecision.Neutral ? result : Combine(result, decision);
        }

        return result;
    }

    /// <summary>Of answers that don't settle it, one that a user may change outweighs the others.</summary>
    private static AccessDecision Combine(AccessDecision result, AccessDecision decision) =>
        decision == AccessDecision.DeniedNoUser || result == AccessDecision.Neutral ? decision : result;
}
