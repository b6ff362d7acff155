using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>
/// The user gave a second factor, and lately enough. See <c>RequireSecondFactor</c>. It judges itself: a handler among the services
/// would be asked, and cost, on every request of sites that never require it.
/// </summary>
/// <param name="maxAge">How long ago at most; <see langword="null"/> for as long as the session lasts.</param>
internal sealed class SecondFactorRequirement(TimeSpan? maxAge) : AuthorizationHandler<SecondFactorRequirement>, IAuthorizationRequirement
{
    public override string ToString() => maxAge is { } age ? $"A second factor given in the last {age}." : "A second factor.";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SecondFactorRequirement requirement)
    {
        // The framework asks each requirement that is a handler about all of them.
        if (ReferenceEquals(requirement, this))
        {
            Judge(context);
        }

        return Task.CompletedTask;
    }

    private static TimeProvider TimeOf(AuthorizationHandlerContext context) =>
        (context.Resource as HttpContext)?.RequestServices?.GetService<TimeProvider>() ?? TimeProvider.System;

    private void Judge(AuthorizationHandlerContext context)
    {
        if (IsMet(context.User, TimeOf(context)))
        {
            context.Succeed(this);
        }
        else if (context.User.Identity?.IsAuthenticated == true && context.Resource is HttpContext request)
        {
            request.Features.Set(SecondFactorMissing.Instance);
        }
    }

    private bool IsMet(ClaimsPrincipal user, TimeProvider time)
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
