using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>Tells a health check what a watched file looks like. Never names a user or a path.</summary>
internal static class CredentialStoreHealthCheck
{
    public static HealthCheckResult Check(CredentialStoreStatus status, DateTimeOffset now)
    {
        if (status.Users is not { } users)
        {
            return HealthCheckResult.Unhealthy("The user file has not been readable since the start; everybody is refused.");
        }

        var data = new Dictionary<string, object>
        {
            ["users"] = users,
            ["problems"] = status.Problems,
            ["snapshotAgeSeconds"] = Math.Round((now - status.LoadedAt).TotalSeconds, 1),
        };
        if (status.UnavailableSince is { } since)
        {
            data["unavailableSeconds"] = Math.Round((now - since).TotalSeconds, 1);
            return HealthCheckResult.Unhealthy(
                status.Closed ? "The user file cannot be read; everybody is refused." : "The user file cannot be read; the last good copy is served for a moment.",
                data: data);
        }

        return status.Problems == 0
            ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"{users} users."), data)
            : HealthCheckResult.Degraded(
                string.Create(CultureInfo.InvariantCulture, $"{users} users; {status.Problems} lines of the user file have problems. See the log."), data: data);
    }
}
