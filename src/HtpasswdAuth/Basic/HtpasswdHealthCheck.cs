using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Reports the user file of one scheme.</summary>
internal sealed class HtpasswdHealthCheck(HtpasswdSchemes schemes, IOptionsMonitor<HtpasswdOptions> options, string schemeName) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        CredentialStoreStatus status = schemes.Get(schemeName).Store.Status;
        return Task.FromResult(CredentialStoreHealthCheck.Check(status, options.Get(schemeName).TimeProvider!.GetUtcNow()));
    }
}
