using HtpasswdAuth;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check of the user file.</summary>
public static class HtpasswdHealthChecksExtensions
{
    /// <summary>
    /// Adds a check that is healthy while the user file is served, degraded while some of its lines have problems or the
    /// group file has, and unhealthy while it cannot be read. On shared stores it
    /// is what they say of themselves, and unhealthy while they serve no users. Its data tell the number of users and problems and the age of the snapshot in seconds.
    /// </summary>
    /// <param name="builder">What <c>AddHealthChecks()</c> returned.</param>
    /// <param name="authenticationScheme">The scheme whose file is checked.</param>
    /// <param name="name">The check's name; <c>htpasswd</c> by default.</param>
    /// <param name="tags">Tags to filter checks by.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static IHealthChecksBuilder AddHtpasswd(
        this IHealthChecksBuilder builder,
        string authenticationScheme = HtpasswdDefaults.AuthenticationScheme,
        string name = "htpasswd",
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            services => ActivatorUtilities.CreateInstance<HtpasswdHealthCheck>(services, authenticationScheme),
            failureStatus: null,
            tags));
    }
}
