namespace HtpasswdAuth;

/// <summary>Asks who has a second factor for a fresh code, once everything else about the change of the password is in order.</summary>
internal sealed class PasswordConfirmation(AccountVisit visit, PasswordInput input)
{
    /// <summary>Gets what is to be said about the code, if it was refused.</summary>
    public CodeRefusal? Refusal { get; private set; }

    /// <summary>Gets the session of the second factor that was good with the old password.</summary>
    public OpenedSession? Session { get; private set; }

    private bool HasRecoveryCode => !string.IsNullOrEmpty(input.RecoveryCode);

    /// <param name="user">Whose current password was right.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<bool> ConfirmAsync(VerifiedUser user, CancellationToken cancellationToken)
    {
        if (visit.Authenticator.SecondFactor is not { } factor)
        {
            return true;
        }

        CodeResult result = await ConsumeAsync(factor, user, cancellationToken).ConfigureAwait(false);
        if (result.Outcome is CodeOutcome.Accepted)
        {
            factor.Sessions.TryGet(visit.Context, user, out OpenedSession? session, out _);
            Session = session;
            return true;
        }

        // Who has none gives none.
        bool isNotNeeded = result.Outcome == CodeOutcome.NotEnrolled;
        Refusal = isNotNeeded ? null : Refusal ?? CodeRefusal.Of(result, HasRecoveryCode);
        return isNotNeeded;
    }

    private async Task<CodeResult> ConsumeAsync(SecondFactor factor, VerifiedUser user, CancellationToken cancellationToken)
    {
        if (factor.Site.IsUnknown(user.Name))
        {
            return CodeResult.Unavailable;
        }

        if (factor.Site.FindEnrolment(user.Name) is null)
        {
            return CodeResult.NotEnrolled;
        }

        CodeSource source = factor.SourceOf(visit.Context, user.Name);
        if (HasRecoveryCode)
        {
            return await factor.Codes.ConsumeRecoveryAsync(user.Name, source, input.RecoveryCode!, cancellationToken).ConfigureAwait(false);
        }

        if (string.IsNullOrWhiteSpace(input.Code))
        {
            // Nothing was guessed, so nothing is counted.
            Refusal = CodeRefusal.Missing(input.RecoveryCode is not null);
            return new CodeResult(CodeOutcome.Wrong);
        }

        return await factor.Codes.ConsumeAsync(user.Name, source, input.Code, cancellationToken).ConfigureAwait(false);
    }
}
