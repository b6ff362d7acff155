using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Reports the files of one scheme.</summary>
internal sealed class HtdigestHealthCheck(HtdigestSchemes schemes, IOptionsMonitor<HtdigestOptions> options, string schemeName) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HtdigestAuthenticator authenticator = schemes.Get(schemeName);
        HealthCheckResult users = CredentialStoreHealthCheck.Check(authenticator.Store.Status, options.Get(schemeName).TimeProvider!.GetUtcNow());
        return Task.FromResult(authenticator.SecondFactor?.CheckHealth(users) ?? users);
    }
}
