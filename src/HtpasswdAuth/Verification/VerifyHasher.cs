using Microsoft.AspNetCore.Authentication;

namespace HtpasswdAuth;

/// <summary>Computes the hashes of jobs and says what came of each; an unknown user's or a broken line's takes as long as a good one.</summary>
internal sealed class VerifyHasher(
    DummyHashes dummies,
    VerifierSettings settings,
    Func<string, AuthenticateResult> createResult,
    HtpasswdMetrics metrics,
    TimeProvider time)
{
    /// <summary>What is to be computed for a line of the file, or for the file's dummy, which is told apart in nothing.</summary>
    public HashTarget TargetFor(HtpasswdFile file, ReadOnlyMemory<byte> storedHash)
    {
        bool isUsable = PasswordHash.IsUsable(storedHash.Span, settings.HashLimits, settings.AllowPlaintext);

        // A broken line must take as long as a good one, in the queue as well, or its user could be found by the clock.
        ReadOnlyMemory<byte> computed = isUsable ? storedHash : dummies.For(file).Hash;
        return new HashTarget(storedHash, computed, isUsable, HashWork.Of(computed.Span));
    }

    /// <summary>Computes the hashes of at most <see cref="PasswordHash.BcryptLanes"/> jobs and returns how long that took.</summary>
    public TimeSpan Hash(ReadOnlySpan<VerifyJob> jobs, Span<PasswordVerification> verifications)
    {
        PasswordCandidates candidates = default;
        for (int i = 0; i < jobs.Length; i++)
        {
            candidates[i] = new PasswordCandidate(jobs[i].Password, jobs[i].Target.ComputedHash);
        }

        long started = time.GetTimestamp();
        PasswordHash.VerifyMany(
            ((ReadOnlySpan<PasswordCandidate>)candidates)[..jobs.Length], verifications, settings.HashLimits, settings.AllowPlaintext);
        return time.GetElapsedTime(started);
    }

    /// <summary>Says what came of a job whose hash is computed.</summary>
    public VerificationResult Conclude(VerifyJob job, PasswordVerification verification, TimeSpan duration)
    {
        HashTarget target = job.Target;
        if (!target.IsUsable)
        {
            // Only parsed: nothing is hashed for a line that matches no password.
            PasswordVerification broken = PasswordHash.Verify(
                job.Password.Span, target.StoredHash.Span, settings.HashLimits, settings.AllowPlaintext);
            Measured(target.StoredHash.Span, broken, TimeSpan.Zero);
        }

        Measured(target.ComputedHash.Span, verification, duration);

        // A dummy is nobody's hash: even if a password could match it, it would sign nobody in.
        if (!job.User.IsKnown)
        {
            return VerificationResult.Refused(VerificationOutcome.UnknownUser);
        }

        if (!target.IsUsable)
        {
            return VerificationResult.Refused(VerificationOutcome.UnusableHash);
        }

        return verification switch
        {
            PasswordVerification.Success => Verified(job, rehashNeeded: false),
            PasswordVerification.SuccessRehashNeeded => Verified(job, rehashNeeded: true),
            _ => VerificationResult.Refused(VerificationOutcome.WrongPassword),
        };
    }

    private VerificationResult Verified(VerifyJob job, bool rehashNeeded)
    {
        string name = job.User.Name;
        UInt128 version = PasswordVersion.Compute(name, job.Target.StoredHash.Span);
        var user = new VerifiedUser(name, rehashNeeded, version, createResult(name));
        return settings.HasExpired(user) ? VerificationResult.Refused(VerificationOutcome.ExpiredPassword) : VerificationResult.Verified(user);
    }

    private void Measured(ReadOnlySpan<byte> hash, PasswordVerification verification, TimeSpan duration)
    {
        PasswordHash.TryIdentify(hash, out PasswordHashInfo info);
        metrics.Verified(info.Algorithm, verification, duration);
    }
}
