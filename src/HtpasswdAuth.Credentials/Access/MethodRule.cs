namespace HtpasswdAuth;

/// <summary><c>Require method</c>.</summary>
internal sealed class MethodRule(MethodMask methods) : AccessRule
{
    protected override AccessDecision Check(in AccessRequest request, bool negated) => GrantedIf(methods.Includes(request.Method));
}
