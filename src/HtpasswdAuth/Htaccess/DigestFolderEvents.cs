using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>
/// Tells the application's events what happens in folders with <c>AuthType Digest</c> in the words of Basic, so that whoever refuses users there
/// refuses them everywhere.
/// </summary>
internal sealed class DigestFolderEvents(AuthenticationScheme scheme, HtpasswdOptions options)
{
    public HtdigestEvents Create() => new()
    {
        OnCredentialsVerified = options.EventsType is null && !options.Events.HandlesCredentialsVerified ? null : VerifiedAsync,
        OnAuthenticationFailed = FailedAsync,
        OnChallenge = ChallengeAsync,
    };

    private async Task VerifiedAsync(HtdigestCredentialsVerifiedContext digest)
    {
        var verified = new HtpasswdCredentialsVerifiedContext(digest.HttpContext, scheme, options, digest.UserName, digest.Principal!)
        {
            Properties = digest.Properties,
        };
        await EventsFor(digest.HttpContext).CredentialsVerified(verified).ConfigureAwait(false);
        digest.Principal = verified.Principal;
        digest.Properties = verified.Properties;
        if (verified.Result is { Succeeded: false } refused)
        {
            digest.Fail(refused.Failure ?? new AuthenticationFailureException("The application refused the user."));
        }
        else if (verified.Result is { Succeeded: true } accepted)
        {
            digest.Principal = accepted.Principal;
        }
    }

    private Task FailedAsync(HtdigestAuthenticationFailedContext digest) => EventsFor(digest.HttpContext)
        .AuthenticationFailed(new HtpasswdAuthenticationFailedContext(digest.HttpContext, scheme, options, digest.Failure, digest.UserName));

    private async Task ChallengeAsync(HtdigestChallengeContext digest)
    {
        var challenge = new HtpasswdChallengeContext(digest.HttpContext, scheme, options, digest.Properties, digest.Failure, digest.RetryAfter);
        await EventsFor(digest.HttpContext).Challenge(challenge).ConfigureAwait(false);
        if (challenge.Handled)
        {
            digest.HandleResponse();
        }
    }

    private HtpasswdEvents EventsFor(HttpContext context) =>
        options.EventsType is { } type ? (HtpasswdEvents)context.RequestServices.GetRequiredService(type) : options.Events;
}
