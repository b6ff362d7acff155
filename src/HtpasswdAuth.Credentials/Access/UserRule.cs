namespace HtpasswdAuth;

/// <summary><c>Require user</c>, and without names <c>Require valid-user</c>.</summary>
/// <param name="names">Compared exactly; none for everybody who has signed in.</param>
internal sealed class UserRule(params string[] names) : AccessRule
{
    protected override AccessDecision Check(in AccessRequest request, bool negated) =>
        request.UserName is { } user
            ? GrantedIf(names.Length == 0 || Array.IndexOf(names, user) >= 0)
            : AccessDecision.DeniedNoUser;
}
