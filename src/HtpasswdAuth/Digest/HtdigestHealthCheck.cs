using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Reports the files of one scheme.</summary>
internal sealed class HtdigestHealthCheck(HtdigestSchemes schemes, IOptionsMonitor<HtdigestOptions> options, string schemeName) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HtdigestAuthenticator authenticator = schemes.Get(schemeName);
        DateTimeOffset now = options.Get(schemeName).TimeProvider!.GetUtcNow();
        HealthCheckResult users = CredentialStoreHealthCheck.Check(authenticator.Store.Status, now);
        users = authenticator.Groups?.File.AddHealth(users) ?? users;
        HealthCheckResult all = authenticator.Passwords.CheckHealth(users);
        return Task.FromResult(authenticator.SecondFactor?.CheckHealth(all) ?? all);
    }
}
