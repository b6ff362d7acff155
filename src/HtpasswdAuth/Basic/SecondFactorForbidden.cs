using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Tells who was refused for want of the second factor alone from everybody else who was refused.</summary>
internal static class SecondFactorForbidden
{
    /// <summary>Asks for the second factor.</summary>
    /// <returns><see langword="null"/> where something else is missing, and the request is to be refused as ever.</returns>
    public static Task? TryAskAsync(HttpContext context, IAccountScheme scheme, AuthenticationProperties properties) =>
        context.Features.Get<SecondFactorMissing>() is not null && scheme.SecondFactor is { } factor
            ? scheme.ChallengeAsync(context, HtpasswdAuthentication.Failed(factor.WhatIsMissing(context.User.Identity?.Name)), properties)
            : null;
}
