using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>Signs requests in by one scheme's options and file. The scheme's handler translates its answers and decides nothing.</summary>
internal sealed partial class HtdigestAuthenticator(
    AuthenticationScheme scheme,
    HtdigestOptions options,
    HtdigestParts parts,
    SchemePasswords passwords,
    SecondFactor? secondFactor,
    GroupRoles? groups,
    bool transformsClaims)
    : IAccountScheme, IDisposable
{
    private readonly ChallengeWriter _challenge = new(parts.Challenges.For, options.SuppressChallengeForScripts);
    private readonly DigestLog _log = parts.Log;
    private readonly StandingGuard _standings = new(passwords.Standings, parts.Log.Shared);

    public WatchedDigestStore Store => parts.Store;

    /// <summary>Decides on a request. Failures are logged and told to the application's events.</summary>
    public async ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context)
    {
        if (await TryAppPasswordAsync(context).ConfigureAwait(false) is { } decided)
        {
            return decided;
        }

        (VerifiedUser? user, HtpasswdAuthentication failed) = await ProveAsync(context).ConfigureAwait(false);
        if (user is null)
        {
            return failed;
        }

        // Before the second factor: a forced change leads to its page and nowhere else, and spends no code on the way.
        if (await _standings.CheckAsync(context, user).ConfigureAwait(false) is { } reason)
        {
            return await FailAsync(context, _log.Failed(context, reason, user.Name), user.Name).ConfigureAwait(false);
        }

        SecondFactorPass pass = secondFactor is null
            ? SecondFactorPass.To(user)
            : await secondFactor.Guard.PassAsync(context, user, code: null).ConfigureAwait(false);
        return await FinishAsync(context, pass, user.Name).ConfigureAwait(false);
    }

    /// <summary>Answers a request that is refused.</summary>
    public async Task ChallengeAsync(HttpContext context, HtpasswdAuthentication refused, AuthenticationProperties? properties)
    {
        HtpasswdFailure failure = refused.Failure == HtpasswdFailure.NoCredentials ? WhyNotToAsk(context) : refused.Failure;
        var challenge = new HtdigestChallengeContext(context, scheme, options, properties, failure, refused.RetryAfter);
        await (EventsFor(context).OnChallenge?.Invoke(challenge) ?? Task.CompletedTask).ConfigureAwait(false);
        if (challenge.Handled)
        {
            return;
        }

        await (failure switch
        {
            HtpasswdFailure.PasswordChangeRequired => passwords.Challenge.WriteAsync(context),
            _ when secondFactor is not null && SecondFactorChallenge.Answers(failure) => secondFactor.Challenge.WriteAsync(context, failure, refused.RetryAfter),
            _ => _challenge.WriteAsync(context, failure, refused.RetryAfter),
        }).ConfigureAwait(false);
    }

    public void Dispose()
    {
        passwords.Dispose();
        secondFactor?.Dispose();
        groups?.Dispose();
        parts.Dispose();
    }

    /// <summary>Asking for a password is wrong where it would travel in the clear, or where nobody could check it.</summary>
    private HtpasswdFailure WhyNotToAsk(HttpContext context)
    {
        if (!parts.Reader.IsTransportAccepted(context))
        {
            return HtpasswdFailure.InsecureTransport;
        }

        return Store.Current is null ? HtpasswdFailure.StoreUnavailable : HtpasswdFailure.NoCredentials;
    }

    /// <summary>The one place that whoever may come in comes to, by Digest or Basic.</summary>
    private ValueTask<HtpasswdAuthentication> FinishAsync(HttpContext context, SecondFactorPass pass, string userName) => pass.Granted
        ? AcceptAsync(context, groups?.AddTo(pass.User) ?? pass.User)
        : FailAsync(context, pass.Failure, userName, pass.RetryAfter);

    private async ValueTask<HtpasswdAuthentication> AcceptAsync(HttpContext context, VerifiedUser user)
    {
        HtdigestEvents events = EventsFor(context);
        if (events.OnCredentialsVerified is null && !transformsClaims)
        {
            return HtpasswdAuthentication.Success(user.Result);
        }

        var verified = new HtdigestCredentialsVerifiedContext(context, scheme, options, user.Name, user.Result.Principal!.Clone());
        await (events.OnCredentialsVerified?.Invoke(verified) ?? Task.CompletedTask).ConfigureAwait(false);
        if (verified.Result is { Succeeded: false } || verified.Principal is null)
        {
            _log.Rejected(context, user.Name);
            return await FailAsync(context, HtpasswdFailure.Rejected, user.Name).ConfigureAwait(false);
        }

        return HtpasswdAuthentication.Success(
            verified.Result ?? AuthenticateResult.Success(new AuthenticationTicket(verified.Principal, verified.Properties, scheme.Name)));
    }

    private async ValueTask<HtpasswdAuthentication> FailAsync(
        HttpContext context, HtpasswdFailure failure, string? userName, TimeSpan? retryAfter = null)
    {
        var failed = new HtdigestAuthenticationFailedContext(context, scheme, options, failure, userName);
        await (EventsFor(context).OnAuthenticationFailed?.Invoke(failed) ?? Task.CompletedTask).ConfigureAwait(false);
        return HtpasswdAuthentication.Failed(failure, retryAfter);
    }

    private HtdigestEvents EventsFor(HttpContext context) =>
        options.EventsType is { } type ? (HtdigestEvents)context.RequestServices.GetRequiredService(type) : options.Events;
}
