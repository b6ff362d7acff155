using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What is answered to a request that is refused.</summary>
internal sealed partial class HtpasswdAuthenticator
{
    Task IAccountScheme.ChallengeAsync(HttpContext context, HtpasswdAuthentication refused, AuthenticationProperties? properties) =>
        ChallengeAsync(context, refused, properties);

    /// <summary>Answers a request that is refused.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refused">Why.</param>
    /// <param name="properties">Those of the challenge, for events.</param>
    /// <param name="writer">Writes the challenge where the realm is not the scheme's own.</param>
    public async Task ChallengeAsync(
        HttpContext context, HtpasswdAuthentication refused, AuthenticationProperties? properties, ChallengeWriter? writer = null)
    {
        HtpasswdFailure failure = refused.Failure == HtpasswdFailure.NoCredentials ? WhyNotToAsk(context) : refused.Failure;
        if (await _outcome.IsAnsweredAsync(context, failure, refused.RetryAfter, properties).ConfigureAwait(false))
        {
            return;
        }

        await (failure switch
        {
            HtpasswdFailure.PasswordChangeRequired => Passwords.Challenge.WriteAsync(context),
            HtpasswdFailure.NoCredentials when SignInForm is not null => SignInForm.Challenge.WriteAsync(context),
            _ when SecondFactor is not null && SecondFactorChallenge.Answers(failure) => SecondFactor.Challenge.WriteAsync(context, failure, refused.RetryAfter),
            _ => (writer ?? _challenge).WriteAsync(context, failure, refused.RetryAfter),
        }).ConfigureAwait(false);
    }

    /// <summary>Asking for a password is wrong where it would travel in the clear, or where nobody could check it.</summary>
    private HtpasswdFailure WhyNotToAsk(HttpContext context)
    {
        if (!IsTransportAccepted(context))
        {
            return HtpasswdFailure.InsecureTransport;
        }

        return Stores.Users.Current is null ? HtpasswdFailure.StoreUnavailable : HtpasswdFailure.NoCredentials;
    }
}
