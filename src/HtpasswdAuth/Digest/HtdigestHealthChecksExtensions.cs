using HtpasswdAuth;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a health check of the digest file.</summary>
public static class HtdigestHealthChecksExtensions
{
    /// <summary>
    /// Adds a check that is healthy while the digest file is served, degraded while some of its lines have problems, and unhealthy
    /// while it cannot be read. Its data tell the number of users and problems and the age of the snapshot in seconds.
    /// </summary>
    /// <param name="builder">What <c>AddHealthChecks()</c> returned.</param>
    /// <param name="authenticationScheme">The scheme whose file is checked.</param>
    /// <param name="name">The check's name; <c>htdigest</c> by default.</param>
    /// <param name="tags">Tags to filter checks by.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static IHealthChecksBuilder AddHtdigest(
        this IHealthChecksBuilder builder,
        string authenticationScheme = HtdigestDefaults.AuthenticationScheme,
        string name = "htdigest",
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            services => ActivatorUtilities.CreateInstance<HtdigestHealthCheck>(services, authenticationScheme),
            failureStatus: null,
            tags));
    }
}
