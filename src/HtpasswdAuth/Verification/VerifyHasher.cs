using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>Computes a job's hash and says what came of it; an unknown user's or a broken line's takes as long as a good one.</summary>
internal sealed class VerifyHasher(
    ICredentialStore store,
    DummyHashes dummies,
    VerifierSettings settings,
    Func<string, AuthenticateResult> createResult,
    HtpasswdMetrics metrics,
    TimeProvider time)
{
    public VerificationResult Hash(VerifyJob job)
    {
        PasswordVerification verification = Measure(job.Password, job.StoredHash.Span);
        bool usable = verification is not (PasswordVerification.UnknownScheme or PasswordVerification.Malformed);
        if (!usable && store.Current is { } file)
        {
            // A broken line must take as long as a good one, or its user could be found by the clock.
            _ = Measure(job.Password, dummies.For(file).Hash.Span);
        }

        // A dummy is nobody's hash: even if a password could match it, it would sign nobody in.
        if (!job.User.IsKnown)
        {
            return VerificationResult.Refused(VerificationOutcome.UnknownUser);
        }

        return verification switch
        {
            PasswordVerification.Success => Verified(job, rehashNeeded: false),
            PasswordVerification.SuccessRehashNeeded => Verified(job, rehashNeeded: true),
            _ => VerificationResult.Refused(usable ? VerificationOutcome.WrongPassword : VerificationOutcome.UnusableHash),
        };
    }

    private VerificationResult Verified(VerifyJob job, bool rehashNeeded)
    {
        string name = job.User.Name;
        var user = new VerifiedUser(name, rehashNeeded, PasswordVersion.Compute(name, job.StoredHash.Span), createResult(name));
        return settings.HasExpired(user) ? VerificationResult.Refused(VerificationOutcome.ExpiredPassword) : VerificationResult.Verified(user);
    }

    private PasswordVerification Measure(ReadOnlySpan<byte> password, ReadOnlySpan<byte> storedHash)
    {
        long started = time.GetTimestamp();
        PasswordVerification verification = PasswordHash.Verify(password, storedHash, settings.HashLimits, settings.AllowPlaintext);
        PasswordHash.TryIdentify(storedHash, out PasswordHashInfo info);
        metrics.Verified(info.Algorithm, verification, time.GetElapsedTime(started));
        return verification;
    }
}
