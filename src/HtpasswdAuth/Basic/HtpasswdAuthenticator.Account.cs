using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What account endpoints ask: about the password alone, and nobody is signed in by it.</summary>
internal sealed partial class HtpasswdAuthenticator
{
    SchemePasswords? IAccountScheme.Passwords => Passwords;

    /// <summary>Whether a password may travel over the request's connection.</summary>
    public bool IsTransportAccepted(HttpContext context) => _reader.IsTransportAccepted(context);

    /// <summary>
    /// Checks the password, or the session that stands for it, alone: for the pages on which the second factor is given. What it
    /// returns is not a sign-in.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="acceptsForced">Whether a password will do that has to be changed: for the page to change it, and to sign out.</param>
    public async ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> VerifyPasswordAsync(HttpContext context, bool acceptsForced = false)
    {
        (BasicCredentials? credentials, HtpasswdFailure failure) = _reader.Read(context);
        if (credentials is null)
        {
            return failure == HtpasswdFailure.NoCredentials && _sessions.TryTake(context, out VerifiedUser? holder, out failure)
                ? await CheckStandingAsync(context, holder, acceptsForced).ConfigureAwait(false)
                : (null, HtpasswdAuthentication.Failed(failure));
        }

        try
        {
            VerificationResult verification = (await _passwords.VerifyAsync(context, credentials, SecondFactor).ConfigureAwait(false)).Verification;
            return verification.Succeeded
                ? await CheckStandingAsync(context, verification.User, acceptsForced).ConfigureAwait(false)
                : (null, await _outcome.RefuseAsync(context, verification, credentials.UserNameText).ConfigureAwait(false));
        }
        finally
        {
            credentials.Clear();
        }
    }

    /// <summary>Logs a password that was refused, and tells the application's events.</summary>
    /// <param name="context">The request.</param>
    /// <param name="outcome">Why it was.</param>
    /// <param name="userName">As it was typed.</param>
    /// <param name="retryAfter">How long the client has to wait, if it has to.</param>
    public ValueTask<HtpasswdAuthentication> RefuseAsync(HttpContext context, VerificationOutcome outcome, string userName, TimeSpan? retryAfter) =>
        _outcome.FailAsync(context, _log.Refused(context, outcome, userName), userName, retryAfter);

    private async ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> CheckStandingAsync(HttpContext context, VerifiedUser user, bool acceptsForced)
    {
        HtpasswdFailure? reason = await _standings.CheckAsync(context, user).ConfigureAwait(false);
        return reason is not { } bad || (acceptsForced && bad == HtpasswdFailure.PasswordChangeRequired)
            ? (user, default)
            : (null, await _outcome.FailAsync(context, bad, user.Name).ConfigureAwait(false));
    }
}
