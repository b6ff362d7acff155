using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace HtpasswdAuth;

/// <summary>Reports what one scheme runs on.</summary>
internal sealed class HtpasswdHealthCheck(HtpasswdSchemes schemes, IOptionsMonitor<HtpasswdOptions> options, string schemeName) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HtpasswdAuthenticator authenticator = schemes.Get(schemeName);
        HtpasswdOptions settings = options.Get(schemeName);
        DateTimeOffset now = settings.TimeProvider!.GetUtcNow();
        HealthCheckResult users = authenticator.Stores.CheckHealth(settings.AllowPlaintext, now);
        users = authenticator.Groups?.File.AddHealth(users) ?? users;
        HealthCheckResult all = authenticator.Passwords.CheckHealth(users);
        return Task.FromResult(authenticator.SecondFactor?.CheckHealth(all) ?? all);
    }
}
