using Microsoft.AspNetCore.Authorization;

namespace HtpasswdAuth;

/// <summary>A rule as part of a policy.</summary>
internal sealed class RuleRequirement(AccessRule rule, string description) : IAuthorizationRequirement
{
    public AccessRule Rule { get; } = rule;

    public override string ToString() => description;
}
