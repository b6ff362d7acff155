using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Reads from the claims whether, and when, the second factor was given.</summary>
internal sealed class SecondFactorRequirementHandler(TimeProvider time) : AuthorizationHandler<SecondFactorRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SecondFactorRequirement requirement)
    {
        if (IsMet(context.User, requirement.MaxAge))
        {
            context.Succeed(requirement);
        }
        else if (context.User.Identity?.IsAuthenticated == true && context.Resource is HttpContext request)
        {
            request.Features.Set(SecondFactorMissing.Instance);
        }

        return Task.CompletedTask;
    }

    private bool IsMet(ClaimsPrincipal user, TimeSpan? maxAge)
    {
        if (!user.HasClaim(SecondFactorClaims.Methods, SecondFactorClaims.MultiFactor))
        {
            return false;
        }

        return maxAge is null
            || (long.TryParse(user.FindFirst(SecondFactorClaims.AuthTime)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
                && time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) <= maxAge);
    }
}
