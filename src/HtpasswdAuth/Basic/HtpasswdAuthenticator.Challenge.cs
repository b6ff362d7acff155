using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

internal sealed partial class HtpasswdAuthenticator
{
    /// <summary>Answers a request that is refused.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refused">Why.</param>
    /// <param name="properties">Those of the challenge, for events.</param>
    /// <param name="writer">Writes the challenge where the realm is not the scheme's own.</param>
    public async Task ChallengeAsync(
        HttpContext context, HtpasswdAuthentication refused, AuthenticationProperties? properties, ChallengeWriter? writer = null)
    {
        HtpasswdFailure failure = refused.Failure == HtpasswdFailure.NoCredentials ? WhyNotToAsk(context) : refused.Failure;
        var challenge = new HtpasswdChallengeContext(context, _scheme, _options, properties, failure, refused.RetryAfter);
        await EventsFor(context).Challenge(challenge).ConfigureAwait(false);
        if (challenge.Handled)
        {
            return;
        }

        await (SecondFactor is not null && SecondFactorChallenge.Answers(failure)
            ? SecondFactor.Challenge.WriteAsync(context, failure, refused.RetryAfter)
            : (writer ?? _challenge).WriteAsync(context, failure, refused.RetryAfter)).ConfigureAwait(false);
    }

    /// <summary>Asking for a password is wrong where it would travel in the clear, or where nobody could check it.</summary>
    private HtpasswdFailure WhyNotToAsk(HttpContext context)
    {
        if (!_reader.IsTransportAccepted(context))
        {
            return HtpasswdFailure.InsecureTransport;
        }

        return Store.Current is null ? HtpasswdFailure.StoreUnavailable : HtpasswdFailure.NoCredentials;
    }

    private HtpasswdEvents EventsFor(HttpContext context) =>
        _options.EventsType is { } type
            ? (HtpasswdEvents)context.RequestServices.GetRequiredService(type)
            : _options.Events;
}
