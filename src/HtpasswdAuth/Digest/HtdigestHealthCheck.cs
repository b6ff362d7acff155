using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Reports the file of one scheme.</summary>
internal sealed class HtdigestHealthCheck(HtdigestSchemes schemes, IOptionsMonitor<HtdigestOptions> options, string schemeName) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(CredentialStoreHealthCheck.Check(schemes.Get(schemeName).Store.Status, options.Get(schemeName).TimeProvider!.GetUtcNow()));
}
