using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>Adds the files of the second factor, of the sign-in form and of the passwords to what a health check tells of the password file. Never names a user or a path.</summary>
internal static class OtpStoreHealthCheck
{
    /// <summary>The worse of what is known and what the two files of the second factor add.</summary>
    /// <param name="users">What is known.</param>
    /// <param name="enrolments">The enrolments.</param>
    /// <param name="state">The state; without writing it no code is accepted.</param>
    /// <param name="allNeedCodes">Whether all users sign in by a code.</param>
    /// <param name="now">The time.</param>
    public static HealthCheckResult Add(
        HealthCheckResult users, OtpStoreStatus enrolments, OtpStoreStatus state, bool allNeedCodes, DateTimeOffset now)
    {
        state = state with { Closed = state.Closed || (allNeedCodes && state.Problem is not null) };
        var data = new Dictionary<string, object>(users.Data) { ["enrolments"] = enrolments.Users };
        var known = new HealthCheckResult(users.Status, users.Description, users.Exception, data);
        return Add(Add(known, "enrolments", enrolments, now), "secondFactorState", state, now);
    }

    /// <summary>The worse of what is known and what the password state file adds.</summary>
    public static HealthCheckResult AddPasswordState(HealthCheckResult others, OtpStoreStatus state, DateTimeOffset now) =>
        Add(others, "passwordState", state, now);

    /// <summary>The same where there is a sign-in form and no second factor: only the state is kept.</summary>
    public static HealthCheckResult Add(HealthCheckResult users, OtpStoreStatus state, DateTimeOffset now) => Add(users, "sessionState", state, now);

    /// <summary>Without the file users are refused; as long as the last good copy is served, an administrator has something to do and no more.</summary>
    private static HealthCheckResult Add(HealthCheckResult others, string prefix, OtpStoreStatus status, DateTimeOffset now)
    {
        var data = new Dictionary<string, object>(others.Data);
        Describe(data, prefix, status, now);
        if (status.Problem is null)
        {
            return new HealthCheckResult(others.Status, others.Description, others.Exception, data);
        }

        HealthStatus own = status.Closed ? HealthStatus.Unhealthy : HealthStatus.Degraded;
        HealthStatus worse = own < others.Status ? own : others.Status;
        return new HealthCheckResult(worse, $"{others.Description} {status.Problem}".Trim(), others.Exception, data);
    }

    private static void Describe(Dictionary<string, object> data, string prefix, OtpStoreStatus status, DateTimeOffset now)
    {
        data[prefix + "Writable"] = status.Writable;
        data[prefix + "Closed"] = status.Closed;
        if (status.LoadedAt is { } loaded)
        {
            data[prefix + "AgeSeconds"] = Math.Round((now - loaded).TotalSeconds, 1);
        }
    }
}
