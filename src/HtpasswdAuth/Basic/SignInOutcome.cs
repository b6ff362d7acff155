using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>What becomes of a request once it is decided: the application's events are told, and have their say.</summary>
internal sealed class SignInOutcome(AuthenticationScheme scheme, HtpasswdOptions options, bool transformsClaims, SignInLog log)
{
    /// <summary>Gets whether requests of one user share a principal, since nobody may change it.</summary>
    public bool SharesPrincipals { get; } = !transformsClaims && options.EventsType is null && !options.Events.HandlesCredentialsVerified;

    public async ValueTask<HtpasswdAuthentication> AcceptAsync(HttpContext context, VerifiedUser user)
    {
        if (SharesPrincipals)
        {
            return HtpasswdAuthentication.Success(user.Result);
        }

        var verified = new HtpasswdCredentialsVerifiedContext(context, scheme, options, user.Name, user.Result.Principal!.Clone());
        await EventsFor(context).CredentialsVerified(verified).ConfigureAwait(false);
        if (verified.Result is { Succeeded: false } || verified.Principal is null)
        {
            log.Rejected(context, user.Name);
            return await FailAsync(context, HtpasswdFailure.Rejected, user.Name).ConfigureAwait(false);
        }

        return HtpasswdAuthentication.Success(
            verified.Result ?? AuthenticateResult.Success(new AuthenticationTicket(verified.Principal, verified.Properties, scheme.Name)));
    }

    public async ValueTask<HtpasswdAuthentication> FailAsync(
        HttpContext context, HtpasswdFailure failure, string? userName, TimeSpan? retryAfter = null)
    {
        log.Failed(context, failure, userName);
        var failed = new HtpasswdAuthenticationFailedContext(context, scheme, options, failure, userName);
        await EventsFor(context).AuthenticationFailed(failed).ConfigureAwait(false);
        return HtpasswdAuthentication.Failed(failure, retryAfter);
    }

    /// <summary>Logs a refused verification with what is known of it only here.</summary>
    public ValueTask<HtpasswdAuthentication> RefuseAsync(HttpContext context, VerificationResult verification, string userName) =>
        FailAsync(context, log.Refused(context, verification.Outcome, userName), userName, verification.RetryAfter);

    /// <summary>Lets the application answer a request that is refused; <see langword="true"/> if it did.</summary>
    public async ValueTask<bool> IsAnsweredAsync(HttpContext context, HtpasswdFailure failure, TimeSpan? retryAfter, AuthenticationProperties? properties)
    {
        var challenge = new HtpasswdChallengeContext(context, scheme, options, properties, failure, retryAfter);
        await EventsFor(context).Challenge(challenge).ConfigureAwait(false);
        return challenge.Handled;
    }

    private HtpasswdEvents EventsFor(HttpContext context) =>
        options.EventsType is { } type
            ? (HtpasswdEvents)context.RequestServices.GetRequiredService(type)
            : options.Events;
}
