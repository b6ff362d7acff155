using HtpasswdAuth;
using Microsoft.AspNetCore.Authorization;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Asks for the second factor where it is needed: step-up.</summary>
public static class SecondFactorAuthorizationExtensions
{
    /// <summary>
    /// Lets these endpoints be reached only after a one-time code. Who has given only the password is sent to the page for it,
    /// or answered 403; see <see cref="SecondFactorMode.StepUp"/>.
    /// </summary>
    /// <typeparam name="TBuilder">The kind of endpoints.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <param name="maxAge">How long ago the code may have been given; by default as long as its session lasts.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAge"/> is not positive.</exception>
    public static TBuilder RequireSecondFactor<TBuilder>(this TBuilder builder, TimeSpan? maxAge = null)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireSecondFactor(maxAge));

    /// <summary>Adds the same to a policy.</summary>
    /// <param name="builder">The policy.</param>
    /// <param name="maxAge">How long ago the code may have been given; by default as long as its session lasts.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAge"/> is not positive.</exception>
    public static AuthorizationPolicyBuilder RequireSecondFactor(this AuthorizationPolicyBuilder builder, TimeSpan? maxAge = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (maxAge is { } age)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(age, TimeSpan.Zero, nameof(maxAge));
        }

        return builder.AddRequirements(new SecondFactorRequirement(maxAge));
    }
}
