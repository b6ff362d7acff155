namespace HtpasswdAuth;

/// <summary><c>Require env</c>, and <c>env=</c> of <c>Allow</c> and <c>Deny</c>: one of the variables is set.</summary>
/// <param name="variables">Their names.</param>
/// <param name="isUnset">Whether it must not be set instead.</param>
internal sealed class EnvironmentRule(IReadOnlyList<string> variables, bool isUnset = false) : AccessRule
{
    protected override AccessDecision Check(in AccessRequest request, bool negated)
    {
        bool isUnknown = false;
        foreach (string variable in variables)
        {
            bool? isSet = request.Environment is null ? false : request.Environment.IsSet(variable);
            isUnknown |= isSet is null;
            if (isSet is { } known && known != isUnset)
            {
                return AccessDecision.Granted;
            }
        }

        return isUnknown ? Unknown(negated) : AccessDecision.Denied;
    }
}
