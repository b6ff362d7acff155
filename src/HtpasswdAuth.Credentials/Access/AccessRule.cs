namespace HtpasswdAuth;

/// <summary>
/// One rule of a tree: immutable, and its answer depends on the request alone. The tree means what httpd's <c>Require</c> directives
/// and their containers mean.
/// </summary>
internal abstract class AccessRule
{
    private protected AccessRule()
    {
    }

    /// <summary>Gets the methods that the rule is about; to all others it does not exist.</summary>
    public MethodMask Methods { get; init; } = MethodMask.All;

    /// <summary>Gets whether it refuses where it would grant. It never grants: not being refused is no reason to be let in.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Gets whether it asks more of a request than its method, addresses and user.</summary>
    public virtual bool AsksForMore => false;

    /// <summary>What the whole tree says.</summary>
    public AccessDecision Evaluate(in AccessRequest request) => Evaluate(request, inAll: true, negated: false);

    /// <inheritdoc cref="Evaluate(in AccessRequest, bool, bool)"/>
    protected static AccessDecision EvaluateChild(AccessRule child, in AccessRequest request, bool inAll, bool negated) =>
        child.Evaluate(request, inAll, negated);

    /// <param name="request">The request.</param>
    /// <param name="inAll">Whether all rules beside this one must hold, not just any.</param>
    /// <param name="negated">Whether what is granted here is refused in the end.</param>
    private AccessDecision Evaluate(in AccessRequest request, bool inAll, bool negated)
    {
        if (!Methods.Includes(request.Method))
        {
            return inAll ? AccessDecision.Granted : AccessDecision.Neutral;
        }

        AccessDecision decision = Check(request, negated ^ IsNegated);
        return (IsNegated, decision) switch
        {
            (false, _) => decision,
            (true, AccessDecision.Granted) => AccessDecision.Denied,
            _ => AccessDecision.Neutral,
        };
    }

    /// <summary>The answer before negation.</summary>
    protected abstract AccessDecision Check(in AccessRequest request, bool negated);

    protected static AccessDecision GrantedIf(bool holds) => holds ? AccessDecision.Granted : AccessDecision.Denied;

    /// <summary>The answer of who cannot know: the one that refuses in the end.</summary>
    protected static AccessDecision Unknown(bool negated) => GrantedIf(negated);
}
