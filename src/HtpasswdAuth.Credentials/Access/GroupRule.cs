namespace HtpasswdAuth;

/// <summary><c>Require group</c>: the user is in one of them.</summary>
internal sealed class GroupRule(params string[] groups) : AccessRule
{
    protected override AccessDecision Check(in AccessRequest request, bool negated)
    {
        if (request.UserName is not { } user)
        {
            return AccessDecision.DeniedNoUser;
        }

        if (request.Groups is not { } file)
        {
            // httpd says "in none", which lets those in whom "not group" is to keep out.
            return Unknown(negated);
        }

        foreach (string group in groups)
        {
            if (file.IsMember(group, user))
            {
                return AccessDecision.Granted;
            }
        }

        return AccessDecision.Denied;
    }
}
