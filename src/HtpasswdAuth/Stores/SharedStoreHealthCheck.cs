using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>Tells a health check what a scheme on shared stores looks like. Never names a user.</summary>
internal static class SharedStoreHealthCheck
{
    /// <param name="users">What is served; <see langword="null"/> while there is nothing that may be.</param>
    /// <param name="allowPlaintext">Whether hashes of no known scheme are passwords, and no problem.</param>
    /// <param name="stores">What the stores say of themselves; <see langword="null"/> where they say nothing.</param>
    public static HealthCheckResult Check(HtpasswdFile? users, bool allowPlaintext, StoreHealth? stores)
    {
        var data = new Dictionary<string, object>(stores?.Data ?? new Dictionary<string, object>());
        (HealthStatus status, string description) = Describe(users, allowPlaintext, data);
        string all = string.IsNullOrEmpty(stores?.Description) ? description : $"{description} {stores.Description}";
        return new HealthCheckResult(Worse(status, StatusOf(stores)), all, exception: null, data);
    }

    /// <summary>The worse of what is known of the users and what the stores of accounts say of themselves.</summary>
    public static HealthCheckResult Add(HealthCheckResult users, StoreHealth? accounts)
    {
        if (accounts is null)
        {
            return users;
        }

        var data = new Dictionary<string, object>(users.Data);
        foreach ((string name, object value) in accounts.Data)
        {
            data[name] = value;
        }

        return new HealthCheckResult(
            Worse(users.Status, StatusOf(accounts)), $"{users.Description} {accounts.Description}".Trim(), users.Exception, data);
    }

    private static (HealthStatus Status, string Description) Describe(HtpasswdFile? users, bool allowPlaintext, Dictionary<string, object> data)
    {
        if (users is null)
        {
            return (HealthStatus.Unhealthy, "The shared users are not at hand; everybody is refused.");
        }

        int problems = users.ProblemCount - (allowPlaintext ? users.CountProblems(CredentialFileProblemCode.UnknownHash) : 0);
        data["users"] = users.Count;
        data["problems"] = problems;
        return problems == 0
            ? (HealthStatus.Healthy, string.Create(CultureInfo.InvariantCulture, $"{users.Count} users."))
            : (HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture, $"{users.Count} users; {problems} of their stored hashes have problems."));
    }

    private static HealthStatus StatusOf(StoreHealth? stores) => stores?.Condition switch
    {
        null or StoreCondition.Healthy => HealthStatus.Healthy,
        StoreCondition.Degraded => HealthStatus.Degraded,
        _ => HealthStatus.Unhealthy,
    };

    private static HealthStatus Worse(HealthStatus one, HealthStatus other) => one < other ? one : other;
}
