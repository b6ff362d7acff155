using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Signs in who typed name and password into the form: checked as what comes in a header is, events and log lines included.</summary>
internal sealed class FormSignIn(
    HtpasswdOptions options, CredentialsReader reader, PasswordVerifier passwords, SignInOutcome outcome, SecondFactor? secondFactor, FormSessions sessions)
{
    /// <summary>Begins a session if the password is right; one that waits for the second factor where that is still to be given.</summary>
    public async ValueTask<HtpasswdAuthentication> SignInAsync(HttpContext context, string userName, string password)
    {
        if (!reader.IsTransportAccepted(context))
        {
            return await outcome.FailAsync(context, HtpasswdFailure.InsecureTransport, userName: null).ConfigureAwait(false);
        }

        if (BasicCredentials.TryCreate(userName, password, options.MaxPasswordBytes) is not { } credentials)
        {
            return await outcome.FailAsync(context, HtpasswdFailure.MalformedCredentials, userName: null).ConfigureAwait(false);
        }

        try
        {
            // A code behind the password is not looked at: it stays good for the page that asks for one.
            VerificationResult verification = (await passwords.VerifyAsync(context, credentials, secondFactor).ConfigureAwait(false)).Verification;
            return verification.Succeeded
                ? await BeginAsync(context, verification.User).ConfigureAwait(false)
                : await outcome.RefuseAsync(context, verification, credentials.UserNameText).ConfigureAwait(false);
        }
        finally
        {
            credentials.Clear();
        }
    }

    private async ValueTask<HtpasswdAuthentication> BeginAsync(HttpContext context, VerifiedUser user)
    {
        HtpasswdAuthentication accepted = await outcome.AcceptAsync(context, user).ConfigureAwait(false);
        if (!accepted.Result.Succeeded)
        {
            return accepted;
        }

        bool isPending = secondFactor is not null && !secondFactor.Guard.TryPass(context, user, out _);

        // Whatever session there was is replaced: nobody can have prepared this one.
        return sessions.TryBegin(context, user, isPending)
            ? accepted
            : await outcome.FailAsync(context, HtpasswdFailure.StoreUnavailable, user.Name).ConfigureAwait(false);
    }
}
