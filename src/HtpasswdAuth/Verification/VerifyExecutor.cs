using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>
/// What a worker does with a group of jobs: asks the throttle, hashes, counts, remembers, answers. Whatever happens to one of them, the others
/// get the answer they would get alone.
/// </summary>
/// <param name="store">Is asked whether a mismatch means anything.</param>
/// <param name="hasher">Hashes.</param>
/// <param name="throttle">Is asked before and told after.</param>
/// <param name="cache">Remembers what came of it.</param>
/// <param name="finish">Completes a job; must not throw.</param>
/// <param name="rehashDue">See <see cref="VerifierSettings.RehashDue"/>.</param>
/// <param name="logger">The scheme's log.</param>
internal sealed class VerifyExecutor(
    ICredentialStore store,
    VerifyHasher hasher,
    AttemptThrottle throttle,
    VerifyCache cache,
    Action<VerifyJob, VerificationResult> finish,
    Action<VerifyJob, VerifiedUser>? rehashDue,
    ILogger logger)
{
    /// <summary>Completes all jobs, and returns whether anything was hashed. Those that are hashed are moved to the front.</summary>
    public bool Execute(Span<VerifyJob> jobs)
    {
        int admitted = 0;
        foreach (VerifyJob job in jobs)
        {
            if (Admit(job))
            {
                jobs[admitted++] = job;
            }
        }

        if (admitted == 0)
        {
            return false;
        }

        HashTogether(jobs[..admitted]);
        return true;
    }

    private bool Admit(VerifyJob job)
    {
        VerificationResult refusal;
        try
        {
            TimeSpan wait = throttle.WaitBeforeHash(job.Attempt, job.User);
            if (wait == TimeSpan.Zero)
            {
                return true;
            }

            refusal = VerificationResult.TooManyAttempts(wait);
        }
        catch (Exception exception)
        {
            refusal = Crashed(exception);
        }

        finish(job, refusal);
        return false;
    }

    private void HashTogether(ReadOnlySpan<VerifyJob> jobs)
    {
        Span<PasswordVerification> verifications = stackalloc PasswordVerification[PasswordHash.BcryptLanes];
        Exception? failure = null;
        TimeSpan duration = default;
        try
        {
            duration = hasher.Hash(jobs, verifications);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        for (int i = 0; i < jobs.Length; i++)
        {
            if (failure is null)
            {
                Conclude(jobs[i], verifications[i], duration);
            }
            else
            {
                finish(jobs[i], Crashed(failure, jobs[i]));
            }
        }
    }

    /// <summary>A mismatch is told when the store has had the chance to know better. The worker does not wait for that.</summary>
    private void Conclude(VerifyJob job, PasswordVerification verification, TimeSpan duration)
    {
        try
        {
            VerificationResult result = hasher.Conclude(job, verification, duration);
            ValueTask confirmation = result.Succeeded ? ValueTask.CompletedTask : store.ConfirmAsync();
            if (!confirmation.IsCompletedSuccessfully)
            {
                job.Settling = SettleAsync(job, result, confirmation);
                return;
            }

            finish(job, Settle(job, result));
        }
        catch (Exception exception)
        {
            finish(job, Crashed(exception, job));
        }
    }

    private async Task SettleAsync(VerifyJob job, VerificationResult result, ValueTask confirmation)
    {
        try
        {
            await confirmation.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            finish(job, Crashed(exception, job));
            return;
        }

        finish(job, Settle(job, result));
    }

    /// <summary>
    /// Counts a wrong password here, where it is hashed, and before anybody has its answer: a client that hangs up, or sends many
    /// guesses at once, is counted like any other.
    /// </summary>
    private VerificationResult Settle(VerifyJob job, VerificationResult result)
    {
        try
        {
            if (!result.Succeeded && SaysNothing(job))
            {
                throttle.End(job.Attempt);
                return VerificationResult.Refused(VerificationOutcome.StoreUnavailable);
            }

            if (result.Succeeded)
            {
                throttle.Succeeded(job.Attempt, job.User);
            }
            else
            {
                throttle.Failed(job.Attempt, job.User, throttle.CodeOf(job.UserName, job.Password.Span));
            }

            cache.Remember(result.Succeeded ? CredentialCode.From(job.Attempt.Client, job.Code) : job.Code, result);
            if (result.User is { RehashNeeded: true } user)
            {
                rehashDue?.Invoke(job, user);
            }

            return result;
        }
        catch (Exception exception)
        {
            return Crashed(exception, job);
        }
    }

    /// <summary>Whether a mismatch is about a line that may be behind, or that is another by now.</summary>
    private bool SaysNothing(VerifyJob job) =>
        store.IsUncertain(job.UserName)
        || store.Current is not { } file
        || file.TryFind(job.UserName, out HtpasswdEntry entry) != job.User.IsKnown
        || (job.User.IsKnown && !entry.Hash.Span.SequenceEqual(job.Target.StoredHash.Span));

    private VerificationResult Crashed(Exception exception, VerifyJob admitted)
    {
        throttle.End(admitted.Attempt);
        return Crashed(exception);
    }

    /// <summary>A worker must outlive whatever happens, and whoever waits must get an answer: a refusal that says nothing of the password.</summary>
    private VerificationResult Crashed(Exception exception)
    {
        logger.VerificationCrashed(exception);
        return VerificationResult.Refused(VerificationOutcome.Busy);
    }
}
