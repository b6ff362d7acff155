using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// A rule as part of a policy. Where there is no request to ask it about, it is not met. It judges itself: a handler among the services
/// would be asked, and cost, on every request of sites without rules.
/// </summary>
internal sealed class RuleRequirement(AccessRule rule, string description) : AuthorizationHandler<RuleRequirement>, IAuthorizationRequirement
{
    public override string ToString() => description;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RuleRequirement requirement)
    {
        // The framework asks each requirement that is a handler about all of them.
        if (ReferenceEquals(requirement, this) && IsMet(context))
        {
            context.Succeed(this);
        }

        return Task.CompletedTask;
    }

    private bool IsMet(AuthorizationHandlerContext context)
    {
        string? user = context.User.Identity is { IsAuthenticated: true } identity ? identity.Name : null;
        return context.Resource is HttpContext request && rule.Evaluate(AccessRequests.Of(request, user, groups: null)) == AccessDecision.Granted;
    }
}
