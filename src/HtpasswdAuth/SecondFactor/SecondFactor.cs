using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HtpasswdAuth;

/// <summary>One scheme's second factor, put together.</summary>
internal sealed class SecondFactor : IDisposable
{
    private const int UsualDigits = 6;

    public required string SchemeName { get; init; }

    public required SecondFactorSite Site { get; init; }

    public required SecondFactorSessions Sessions { get; init; }

    public required KnownDevices Devices { get; init; }

    public required CodeVerifier Codes { get; init; }

    public required SecondFactorGuard Guard { get; init; }

    public required AppPasswordCheck AppPasswords { get; init; }

    public required AppPasswordService AppPasswordService { get; init; }

    public required EnrolmentService Enrolments { get; init; }

    public required SecondFactorChallenge Challenge { get; init; }

    public required SecondFactorLog Log { get; init; }

    /// <summary>The length of a user's codes. The usual one for everybody who has none: the clock must not tell who exists.</summary>
    public int CodeDigits(string userName) => Site.FindEnrolment(userName)?.Parameters.Digits ?? UsualDigits;

    /// <summary>What somebody lacks whose password was right.</summary>
    public HtpasswdFailure WhatIsMissing(string? userName) => userName is not null && Site.FindEnrolment(userName) is null
        ? HtpasswdFailure.EnrolmentRequired
        : HtpasswdFailure.SecondFactorRequired;

    /// <summary>Adds what the files of the second factor look like to what is known of the user file.</summary>
    public HealthCheckResult CheckHealth(HealthCheckResult users)
    {
        if (Site is not { Secrets: WatchedOtpSecretsStore secrets, States: WatchedOtpStateStore states })
        {
            return users;
        }

        HealthCheckResult result = OtpStoreHealthCheck.Add(users, secrets.Status, states.Status, Site.Time.GetUtcNow());
        return secrets.Status.Users > 0 && Site.Keys.TryGet() is null
            ? HealthCheckResult.Unhealthy($"{result.Description} The key file cannot be read, so no code is accepted: put it back.", result.Exception, result.Data)
            : result;
    }

    public void Dispose()
    {
        Sessions.Dispose();
        (Site.Secrets as IDisposable)?.Dispose();
        (Site.States as IDisposable)?.Dispose();
    }
}
