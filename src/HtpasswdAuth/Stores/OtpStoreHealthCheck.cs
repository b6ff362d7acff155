using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>Adds the files of the second factor, of the sign-in form and of the passwords to what a health check tells of the password file. Never names a user or a path.</summary>
internal static class OtpStoreHealthCheck
{
    /// <summary>The worse of what is known and what the two files add: each problem of theirs is unhealthy.</summary>
    public static HealthCheckResult Add(HealthCheckResult users, OtpStoreStatus enrolments, OtpStoreStatus state, DateTimeOffset now)
    {
        var data = new Dictionary<string, object>(users.Data) { ["enrolments"] = enrolments.Users };
        Describe(data, "enrolments", enrolments, now);
        Describe(data, "secondFactorState", state, now);
        string description = string.Join(' ', ((string?[])[users.Description, enrolments.Problem, state.Problem]).Where(text => text is not null));
        bool isWell = enrolments.Problem is null && state.Problem is null;
        return new HealthCheckResult(isWell ? users.Status : HealthStatus.Unhealthy, description, users.Exception, data);
    }

    /// <summary>The worse of what is known and what the password state file adds.</summary>
    public static HealthCheckResult AddPasswordState(HealthCheckResult others, OtpStoreStatus state, DateTimeOffset now)
    {
        var data = new Dictionary<string, object>(others.Data);
        Describe(data, "passwordState", state, now);
        return state.Problem is null
            ? new HealthCheckResult(others.Status, others.Description, others.Exception, data)
            : new HealthCheckResult(HealthStatus.Unhealthy, $"{others.Description} {state.Problem}".TrimStart(), others.Exception, data);
    }

    /// <summary>The same where there is a sign-in form and no second factor: only the state is kept.</summary>
    public static HealthCheckResult Add(HealthCheckResult users, OtpStoreStatus state, DateTimeOffset now)
    {
        var data = new Dictionary<string, object>(users.Data);
        Describe(data, "sessionState", state, now);
        return state.Problem is null
            ? new HealthCheckResult(users.Status, users.Description, users.Exception, data)
            : new HealthCheckResult(HealthStatus.Unhealthy, $"{users.Description} {state.Problem}".Trim(), users.Exception, data);
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
