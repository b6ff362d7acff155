namespace HtpasswdAuth;

/// <summary><c>Require expr</c>.</summary>
internal sealed class ExpressionRule(AccessExpression expression) : AccessRule
{
    public override bool AsksForMore => true;

    protected override AccessDecision Check(in AccessRequest request, bool negated) =>
        expression.Holds(request) is { } holds ? GrantedIf(holds) : Unknown(negated);
}
