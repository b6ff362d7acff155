namespace HtpasswdAuth;

/// <summary>
/// One try at a code, and what it counts for. Of codes an unknown browser has what all browsers together have left, and a known one a hundred in
/// a row of its own; recovery codes are counted apart. Pauses are those of the known browser, or of the network.
/// </summary>
internal sealed class CodeAttempt(string user, CodeSource source, bool isRecovery, SecondFactorSite site, CodePauses pauses)
{
    private readonly DateTimeOffset _now = site.Time.GetUtcNow();
    private bool _isCounted;

    /// <summary>With another password than that which wrong codes were counted with, all of them are given back.</summary>
    public OtpUserState WithPassword(OtpUserState state) => site.Lines.TryFind(user, out UInt128 version)
        ? state.WithPassword(version, known => site.Lines.IsSamePassword(user, known, version))
        : state;

    /// <summary>What is answered without looking at the code; <see langword="null"/> if it may be looked at.</summary>
    public CodeResult? Refuse(OtpUserState state)
    {
        OtpFailures recovery = state.RecoveryFailures.At(_now, OtpFailures.RecoveryGiveBack);
        if (isRecovery && recovery.Count >= OtpFailures.RecoveryCap)
        {
            return TooSoon(recovery.UntilGivenBack(_now, OtpFailures.RecoveryGiveBack));
        }

        if (!isRecovery && Codes(state).IsBlocked)
        {
            return new(CodeOutcome.Blocked);
        }

        return Pause(state) is { Ticks: > 0 } pause ? TooSoon(pause) : null;
    }

    /// <summary>The code was wrong. May be called again if the state has to be written anew.</summary>
    public OtpUserState Count(OtpUserState state)
    {
        if (!_isCounted && source.Device is null)
        {
            pauses.Failed(user, source.Client);
        }

        _isCounted = true;
        return isRecovery ? state.WithRecoveryFailure(_now) : state.WithFailure(source.Device, _now);
    }

    /// <summary>What is answered once it is written.</summary>
    public CodeResult Finish(CodeResult result)
    {
        // A known browser has pauses of its own: its success says nothing of others in its network.
        if (result.Outcome == CodeOutcome.Accepted && source.Device is null)
        {
            pauses.Clear(user, source.Client);
        }

        return result.Outcome == CodeOutcome.Wrong && site.States.Current?.Find(user) is { } state
            ? result with { RetryAfter = PauseOf(state) }
            : result;
    }

    private static CodeResult TooSoon(TimeSpan wait) => new(CodeOutcome.TooSoon) { RetryAfter = wait };

    private OtpFailures Codes(OtpUserState state) =>
        source.Device is { } device ? state.FailuresOf(device) : state.Failures.At(_now, OtpFailures.GiveBack);

    // Of its own failure the attempt knows when the state is written anew.
    private TimeSpan Pause(OtpUserState state) => _isCounted ? TimeSpan.Zero : PauseOf(state);

    private TimeSpan PauseOf(OtpUserState state) =>
        source.Device is { } device ? state.FailuresOf(device).RetryAfter(_now) : pauses.RetryAfter(user, source.Client);
}
