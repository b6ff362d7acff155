using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// The one place where codes are accepted, whichever way they come: page, header, password, enrolment, recovery. Checking, counting
/// and spending are one atomic change of the user's state, so that of any number of equal codes at once exactly one is accepted.
/// Call it only when the password was right: then strangers cannot use up anybody's attempts.
/// </summary>
internal sealed class CodeVerifier(SecondFactorSite site, SecondFactorLog log)
{
    // For the log only: an honest phone whose clock is off is not told, but its administrator is.
    private const int ClockSearch = 20;
    private const int ImportedCodeDigits = 8;

    private readonly CodePauses _pauses = new(site.Time);

    /// <summary>Accepts a code of the user's enrolment, or refuses it.</summary>
    public async Task<CodeResult> ConsumeAsync(string user, CodeSource source, string typed, CancellationToken cancellationToken)
    {
        if (site.IsUnknown(user))
        {
            return CodeResult.Unavailable;
        }

        if (site.FindEnrolment(user) is not { } enrolment)
        {
            return CodeResult.NotEnrolled;
        }

        if (site.Keys.TryGet() is not { } keys || !enrolment.TryReveal(keys, out byte[]? secret))
        {
            log.SecretUnreadable(user);
            return CodeResult.Unavailable;
        }

        try
        {
            return await ConsumeAsync(user, source, new CodeCheck(enrolment, secret, typed), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Accepts a code of a secret that is not yet anybody's, and spends it under the enrolment that it is to become.</summary>
    public Task<CodeResult> ConsumeFirstAsync(
        string user, CodeSource source, OtpEnrolment enrolment, ReadOnlyMemory<byte> secret, string typed, CancellationToken cancellationToken) =>
        ConsumeAsync(user, source, new CodeCheck(enrolment, secret, typed), cancellationToken);

    /// <summary>
    /// Takes back that a first code was accepted whose enrolment could not be saved. Otherwise the state would speak of an enrolment that
    /// there is not, and every spent code of the one that there is would be good again.
    /// </summary>
    public async Task TakeBackAsync(string user, CodeResult accepted)
    {
        if (accepted.Change is not var (before, after) || before.EnrolmentId == after.EnrolmentId)
        {
            return;
        }

        try
        {
            await site.States.UpdateAsync(
                user,
                state => state.EnrolmentId == after.EnrolmentId && state.LastStep == after.LastStep
                    ? state with { EnrolmentId = before.EnrolmentId, LastStep = before.LastStep, UsedRecoveryCodes = before.UsedRecoveryCodes }
                    : state,
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException or InvalidDataException)
        {
            log.StateUnwritable(exception);
        }
    }

    /// <summary>Accepts a recovery code and spends it.</summary>
    public async Task<CodeResult> ConsumeRecoveryAsync(string user, CodeSource source, string typed, CancellationToken cancellationToken)
    {
        if (site.IsUnknown(user) || site.Keys.TryGet() is not { } keys)
        {
            return CodeResult.Unavailable;
        }

        if (site.FindEnrolment(user) is not { } enrolment)
        {
            return CodeResult.NotEnrolled;
        }

        string? hash = null;
        bool found = ReadRecoveryCode(typed) is { } code && enrolment.TryFindRecoveryCode(code, keys, out hash);
        CodeResult result = await DecideAsync(user, source, state => Recover(state, enrolment, found ? hash : null), cancellationToken, isRecovery: true).ConfigureAwait(false);
        log.Consumed(user, result);
        return result;
    }

    /// <summary>Our own sixteen characters, or the eight digits of codes that came with an import from Google's file.</summary>
    private static string? ReadRecoveryCode(string typed)
    {
        if (RecoveryCodes.TryNormalize(typed, out string? code))
        {
            return code;
        }

        Span<char> digits = stackalloc char[ImportedCodeDigits];
        return OtpCode.TryNormalize(typed, digits) ? digits.ToString() : null;
    }

    private static (CodeResult Result, OtpUserState? Next) Recover(OtpUserState state, OtpEnrolment enrolment, string? hash)
    {
        if (hash is null)
        {
            return (new(CodeOutcome.Wrong), null);
        }

        if (state.UsedRecoveryCodes.Contains(hash))
        {
            return (new(CodeOutcome.AlreadyUsed), state);
        }

        OtpUserState next = state.WithRecovery(enrolment.Id, hash);
        int left = enrolment.RecoveryCodes.Count(one => !next.UsedRecoveryCodes.Contains(one));
        return (new(CodeOutcome.Accepted) { EnrolmentId = enrolment.Id, Methods = SecondFactorMethods.RecoveryCode, RecoveryCodesLeft = left }, next);
    }

    private async Task<CodeResult> ConsumeAsync(string user, CodeSource source, CodeCheck check, CancellationToken cancellationToken)
    {
        DateTimeOffset now = site.Time.GetUtcNow();
        CodeResult result = await DecideAsync(user, source, state => Accept(check, state, source.Device, now), cancellationToken).ConfigureAwait(false);
        log.Consumed(user, result);
        if (result.Outcome == CodeOutcome.Wrong && check.TryFindClockOffset(now, ClockSearch, out TimeSpan offset))
        {
            log.ClockOff(user, offset);
        }

        return result;
    }

    private (CodeResult Result, OtpUserState? Next) Accept(CodeCheck check, OtpUserState state, string? device, DateTimeOffset now)
    {
        OtpEnrolment enrolment = check.Enrolment;
        if (!check.TryMatch(state, now, site.Options, out long step))
        {
            return (new(CodeOutcome.Wrong), null);
        }

        if (!state.IsUnused(enrolment.Id, step))
        {
            return (new(CodeOutcome.AlreadyUsed), state);
        }

        OtpUserState next = state.WithAccepted(enrolment.Id, step, device);
        return (new(CodeOutcome.Accepted) { EnrolmentId = enrolment.Id, Methods = SecondFactorMethods.OneTimePassword, Change = (state, next) }, next);
    }

    /// <summary>The throttle around a decision, in one change of state. A decision without a next state is a failure.</summary>
    private async Task<CodeResult> DecideAsync(
        string user,
        CodeSource source,
        Func<OtpUserState, (CodeResult Result, OtpUserState? Next)> decide,
        CancellationToken cancellationToken,
        bool isRecovery = false)
    {
        var attempt = new CodeAttempt(user, source, isRecovery, site, _pauses);
        CodeResult result = CodeResult.Unavailable;
        try
        {
            await site.States.UpdateAsync(
                user,
                held =>
                {
                    OtpUserState state = attempt.WithPassword(held);
                    if (attempt.Refuse(state) is { } refused)
                    {
                        result = refused;
                        return held;
                    }

                    (result, OtpUserState? next) = decide(state);
                    return next ?? attempt.Count(state);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException or InvalidDataException)
        {
            // Whoever cannot be counted is not let in: a code accepted now could be used again.
            log.StateUnwritable(exception);
            return CodeResult.Unavailable;
        }

        return attempt.Finish(result);
    }
}
