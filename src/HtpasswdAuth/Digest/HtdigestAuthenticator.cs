using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HtpasswdAuth;

/// <summary>Signs requests in by one scheme's options and file. The scheme's handler translates its answers and decides nothing.</summary>
internal sealed class HtdigestAuthenticator(
    AuthenticationScheme scheme, HtdigestOptions options, HtdigestParts parts, bool transformsClaims) : IDisposable
{
    private readonly ChallengeWriter _challenge = new(parts.Challenges.For, options.SuppressChallengeForScripts);
    private readonly DigestLog _log = parts.Log;

    public WatchedDigestStore Store => parts.Store;

    /// <summary>Decides on a request. Failures are logged and told to the application's events.</summary>
    public async ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context)
    {
        HtpasswdFailure failure = parts.Reader.Find(context, out string? header);
        if (failure != HtpasswdFailure.NoCredentials)
        {
            return await FailAsync(context, _log.Failed(context, failure), userName: null).ConfigureAwait(false);
        }

        if (header is null)
        {
            return HtpasswdAuthentication.Failed(failure);
        }

        return DigestParameters.IsDigest(header)
            ? await DigestAsync(context, header).ConfigureAwait(false)
            : await BasicAsync(context, header).ConfigureAwait(false);
    }

    /// <summary>Answers a request that is refused.</summary>
    public async Task ChallengeAsync(HttpContext context, HtpasswdAuthentication refused, AuthenticationProperties? properties)
    {
        HtpasswdFailure failure = refused.Failure == HtpasswdFailure.NoCredentials ? WhyNotToAsk(context) : refused.Failure;
        var challenge = new HtdigestChallengeContext(context, scheme, options, properties, failure, refused.RetryAfter);
        await (EventsFor(context).OnChallenge?.Invoke(challenge) ?? Task.CompletedTask).ConfigureAwait(false);
        if (!challenge.Handled)
        {
            await _challenge.WriteAsync(context, failure, refused.RetryAfter).ConfigureAwait(false);
        }
    }

    public void Dispose() => parts.Dispose();

    /// <summary>Asking for a password is wrong where it would travel in the clear, or where nobody could check it.</summary>
    private HtpasswdFailure WhyNotToAsk(HttpContext context)
    {
        if (!parts.Reader.IsTransportAccepted(context))
        {
            return HtpasswdFailure.InsecureTransport;
        }

        return Store.Current is null ? HtpasswdFailure.StoreUnavailable : HtpasswdFailure.NoCredentials;
    }

    private async ValueTask<HtpasswdAuthentication> DigestAsync(HttpContext context, string header)
    {
        (DigestCredentials? credentials, HtpasswdFailure failure) = parts.Reader.Read(context, header);
        if (credentials is null || failure != HtpasswdFailure.NoCredentials)
        {
            return await FailAsync(context, failure, credentials?.UserName).ConfigureAwait(false);
        }

        byte[]? bodyHash = credentials.ProtectsBody
            ? await DigestBody.HashAsync(context, credentials.Variant.Algorithm, options.MaxBodyBytes).ConfigureAwait(false)
            : [];
        if (bodyHash is null)
        {
            return await FailAsync(context, _log.BodyTooLarge(context, options.MaxBodyBytes), credentials.UserName).ConfigureAwait(false);
        }

        DigestVerification verification = parts.Verifier.Verify(
            credentials, context.Request.Method, bodyHash, ClientNetwork.From(context.Connection.RemoteIpAddress));
        if (!verification.Succeeded)
        {
            failure = _log.Refused(context, verification.Outcome, credentials.UserName);
            return await FailAsync(context, failure, credentials.UserName, verification.RetryAfter).ConfigureAwait(false);
        }

        AuthenticationInfo.Write(context.Response, credentials, verification);
        return await AcceptAsync(context, verification.User).ConfigureAwait(false);
    }

    private async ValueTask<HtpasswdAuthentication> BasicAsync(HttpContext context, string header)
    {
        if (!BasicAuthorization.TryGetToken(header, out ReadOnlySpan<char> token)
            || BasicCredentials.TryRead(token, BasicOverDigest.MaxPasswordBytes, allowLatin1: false) is not { } credentials)
        {
            return await FailAsync(context, _log.Failed(context, HtpasswdFailure.MalformedCredentials), userName: null).ConfigureAwait(false);
        }

        try
        {
            VerificationResult result = parts.Basic.Verify(credentials, ClientNetwork.From(context.Connection.RemoteIpAddress));
            if (result.Succeeded)
            {
                return await AcceptAsync(context, result.User).ConfigureAwait(false);
            }

            HtpasswdFailure failure = _log.RefusedBasic(context, result.Outcome, credentials.UserNameText);
            return await FailAsync(context, failure, credentials.UserNameText, result.RetryAfter).ConfigureAwait(false);
        }
        finally
        {
            credentials.Clear();
        }
    }

    /// <summary>
    /// The one place that whoever proved a password comes to, by Digest or Basic. What a site asks for besides a password is asked
    /// for here, of the user as <see cref="HtpasswdAuthenticator"/> has it: with the version of the password.
    /// </summary>
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
