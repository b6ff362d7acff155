using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>
/// Tells a health check what a watched file looks like: unhealthy where sign-ins fail for all users, degraded where an administrator has
/// something to do. Never names a user, nor a path beyond the file's name.
/// </summary>
internal static class CredentialStoreHealthCheck
{
    private const string RemedyForReaders =
        "Let the process write the folder, or run htauth once as the administrator, so that there is an empty file .ht-FILE-lock; or let nobody read the file who may not write it: chmod 600 FILE, or 660.";

    public static HealthCheckResult Check(CredentialStoreStatus status, DateTimeOffset now)
    {
        var data = new Dictionary<string, object> { ["file"] = status.File, ["state"] = FileStateText.NameOf(status.State) };
        if (status.Remedy is { } remedy)
        {
            data["remedy"] = remedy;
        }

        if (status.Users is not { } users)
        {
            return HealthCheckResult.Unhealthy("The user file could not be used since the start; all users are refused.", data: data);
        }

        data["users"] = users;
        data["problems"] = status.Problems;
        data["snapshotAgeSeconds"] = Math.Round((now - status.LoadedAt).TotalSeconds, 1);
        if (status.UnavailableSince is { } since)
        {
            data["unavailableSeconds"] = Math.Round((now - since).TotalSeconds, 1);
            return status.Closed
                ? HealthCheckResult.Unhealthy($"The user file cannot be used ({status.Reason}); all users are refused.", data: data)
                : HealthCheckResult.Degraded($"The user file cannot be used ({status.Reason}); the last good copy is served for a moment.", data: data);
        }

        if (status.State == CredentialFileState.Shrunk)
        {
            return HealthCheckResult.Degraded("The user file has lost most of its users; those who are missing are answered 503.", data: data);
        }

        if (status.BlockingReaders is { } readers)
        {
            data["blockingReaders"] = readers;
            data["remedy"] = RemedyForReaders;
            return HealthCheckResult.Degraded(
                $"The user file can be kept locked by {readers}, who may only read it: there is no file for its writers alone to lock.", data: data);
        }

        return status.Problems == 0
            ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"{users} users."), data)
            : HealthCheckResult.Degraded(
                string.Create(CultureInfo.InvariantCulture, $"{users} users; {status.Problems} lines of the user file have problems. See the log."), data: data);
    }
}
