using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
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

    /// <summary>Where a code of a request comes from.</summary>
    public CodeSource SourceOf(HttpContext context, string userName) =>
        Devices.SourceOf(context, userName, Site.FindEnrolment(userName)?.Id);

    /// <summary>What somebody lacks whose password was right.</summary>
    public HtpasswdFailure WhatIsMissing(string? userName)
    {
        if (Site.Secrets.Current is null || (userName is not null && Site.IsUnknown(userName)))
        {
            return HtpasswdFailure.StoreUnavailable;
        }

        return userName is not null && Site.FindEnrolment(userName) is null
            ? HtpasswdFailure.EnrolmentRequired
            : HtpasswdFailure.SecondFactorRequired;
    }

    /// <summary>Adds what is wrong with the key file to what is known of the stores.</summary>
    public HealthCheckResult CheckHealth(HealthCheckResult stores) => WhatIsWrongWithTheKeys() is { } problem
        ? HealthCheckResult.Unhealthy($"{stores.Description} {problem}", stores.Exception, stores.Data)
        : stores;

    public void Dispose() => Sessions.Dispose();

    private string? WhatIsWrongWithTheKeys()
    {
        OtpEnrolment[] samples = [.. Site.Enrolments.DistinctBy(enrolment => enrolment.KeyId)];
        if (samples.Length == 0 && !Site.Keys.MustExist)
        {
            return null;
        }

        if (Site.Keys.TryGet() is not { } keys)
        {
            return "The key file cannot be read, so no code is accepted: put it back.";
        }

        return Array.TrueForAll(samples, enrolment => IsReadable(enrolment, keys))
            ? null
            : "The key file is not the one, or not all of it, that the enrolments were encrypted with, so codes are not accepted: put it back.";
    }

    private static bool IsReadable(OtpEnrolment enrolment, OtpKeyRing keys)
    {
        bool readable = enrolment.TryReveal(keys, out byte[]? secret);
        CryptographicOperations.ZeroMemory(secret);
        return readable;
    }
}
