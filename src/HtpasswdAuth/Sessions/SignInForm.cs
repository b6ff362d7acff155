using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>One scheme's sign-in form, put together.</summary>
internal sealed class SignInForm : IDisposable
{
    public required SignInFormOptions Options { get; init; }

    public required FormSessions Sessions { get; init; }

    public required SignInChallenge Challenge { get; init; }

    /// <summary>Where ended sessions are kept, if nothing else of the scheme keeps them.</summary>
    public required WatchedOtpStateStore? OwnStates { get; init; }

    /// <summary>Adds what the state file looks like to what is known of the user file, unless the second factor does so.</summary>
    public HealthCheckResult CheckHealth(HealthCheckResult users, DateTimeOffset now) =>
        OwnStates is null ? users : OtpStoreHealthCheck.Add(users, OwnStates.Status, now);

    public void Dispose()
    {
        Sessions.Dispose();
        OwnStates?.Dispose();
    }
}
