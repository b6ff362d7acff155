namespace HtpasswdAuth;

/// <summary><c>Require all granted</c> or <c>denied</c>.</summary>
internal sealed class ConstantRule(bool granted) : AccessRule
{
    protected override AccessDecision Check(in AccessRequest request, bool negated) => GrantedIf(granted);
}
