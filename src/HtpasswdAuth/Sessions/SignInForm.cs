using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>One scheme's sign-in form, put together.</summary>
internal sealed class SignInForm : IDisposable
{
    public required SignInFormOptions Options { get; init; }

    public required FormSessions Sessions { get; init; }

    public required SignInChallenge Challenge { get; init; }

    /// <summary>Where ended sessions are kept, if nothing else of the scheme keeps them.</summary>
    public required FactorStores? OwnStores { get; init; }

    /// <summary>Adds what the state file looks like to what is known of the user file, unless the second factor does so.</summary>
    public HealthCheckResult CheckHealth(HealthCheckResult users, DateTimeOffset now) =>
        OwnStores?.States is IOtpFile file ? OtpStoreHealthCheck.Add(users, file.Status, now) : users;

    public void Dispose()
    {
        Sessions.Dispose();
        OwnStores?.Dispose();
    }
}
