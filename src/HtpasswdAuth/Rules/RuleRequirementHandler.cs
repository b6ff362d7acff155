using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Asks a rule about the request. Where there is no request to ask about, the requirement is not met.</summary>
internal sealed class RuleRequirementHandler : AuthorizationHandler<RuleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RuleRequirement requirement)
    {
        string? user = context.User.Identity is { IsAuthenticated: true } identity ? identity.Name : null;
        if (context.Resource is HttpContext request && requirement.Rule.Evaluate(AccessRequest.Of(request, user, groups: null)) == AccessDecision.Granted)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
