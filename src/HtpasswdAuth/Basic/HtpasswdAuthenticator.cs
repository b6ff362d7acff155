using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>
/// Signs requests in by one scheme's options, file and cache. The scheme's handler and the whole-site gate both translate its
/// answers; neither decides anything.
/// </summary>
internal sealed class HtpasswdAuthenticator : IDisposable
{
    // A token over this is answered by the way that allocates; real names and passwords are far shorter.
    private const int StackBytes = 512;

    private readonly AuthenticationScheme _scheme;
    private readonly HtpasswdOptions _options;
    private readonly CredentialVerifier _verifier;
    private readonly ChallengeWriter _challenge;
    private readonly SignInLog _log;
    private readonly bool _sharesPrincipals;

    /// <param name="scheme">The scheme as registered.</param>
    /// <param name="options">Its validated options.</param>
    /// <param name="store">Its file, already watched; disposed with this object.</param>
    /// <param name="transformsClaims">Whether the application registered an <see cref="IClaimsTransformation"/>, which may change principals.</param>
    /// <param name="metrics">Shared by all schemes.</param>
    /// <param name="logger">The scheme's logger.</param>
    public HtpasswdAuthenticator(
        AuthenticationScheme scheme, HtpasswdOptions options, WatchedCredentialStore store, bool transformsClaims, HtpasswdMetrics metrics, ILogger logger)
    {
        _scheme = scheme;
        _options = options;
        Store = store;
        TransformsClaims = transformsClaims;
        _challenge = new ChallengeWriter(options.Realm, options.SuppressChallengeForScripts);
        _log = new SignInLog(logger);
        _sharesPrincipals = !transformsClaims && options.EventsType is null && !options.Events.HandlesCredentialsVerified;
        var tickets = new TicketFactory(scheme.Name, options.ClaimsIssuer);
        _verifier = new CredentialVerifier(store, options.ToVerifierSettings(), tickets.Create, metrics, options.TimeProvider!, logger);
    }

    public WatchedCredentialStore Store { get; }

    public bool TransformsClaims { get; }

    public string SchemeName => _scheme.Name;

    /// <summary>
    /// Answers a request whose credentials are in the cache, without allocating or waiting. <see langword="false"/> says only
    /// that the long way must decide.
    /// </summary>
    [SkipLocalsInit]
    public bool TryAuthenticateFromCache(HttpContext context, [NotNullWhen(true)] out VerifiedUser? user)
    {
        user = null;
        StringValues header = context.Request.Headers.Authorization;
        if (!_sharesPrincipals || header.Count != 1
            || !BasicAuthorization.TryGetToken(header.ToString(), out ReadOnlySpan<char> token)
            || BasicAuthorization.MaxDecodedBytes(token) > StackBytes
            || !IsTransportAccepted(context))
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[StackBytes];
        try
        {
            return BasicAuthorization.TryDecode(token, buffer, out Span<byte> userName, out Span<byte> password)
                && _verifier.TryGetVerified(userName, password, out user);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>Decides on a request, hashing where it must. Failures are logged and told to the application's events.</summary>
    public async ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context)
    {
        if (!HasCredentials(context.Request.Headers.Authorization, out string? header, out HtpasswdFailure failure))
        {
            return failure == HtpasswdFailure.NoCredentials
                ? HtpasswdAuthentication.Failed(failure)
                : await FailAsync(context, failure, userName: null).ConfigureAwait(false);
        }

        if (!IsTransportAccepted(context))
        {
            return await FailAsync(context, HtpasswdFailure.InsecureTransport, userName: null).ConfigureAwait(false);
        }

        if (Read(header) is not { } credentials)
        {
            return await FailAsync(context, HtpasswdFailure.MalformedCredentials, userName: null).ConfigureAwait(false);
        }

        try
        {
            VerificationResult verification = await VerifyAsync(context, credentials).ConfigureAwait(false);
            return verification.Succeeded
                ? await AcceptAsync(context, verification.User).ConfigureAwait(false)
                : await RefuseAsync(context, verification, credentials.UserNameText).ConfigureAwait(false);
        }
        finally
        {
            credentials.Clear();
        }
    }

    /// <summary>Answers a request that is refused.</summary>
    public async Task ChallengeAsync(HttpContext context, HtpasswdAuthentication refused, AuthenticationProperties? properties)
    {
        HtpasswdFailure failure = refused.Failure == HtpasswdFailure.NoCredentials ? WhyNotToAsk(context) : refused.Failure;
        var challenge = new HtpasswdChallengeContext(context, _scheme, _options, properties, failure, refused.RetryAfter);
        await EventsFor(context).Challenge(challenge).ConfigureAwait(false);
        if (!challenge.Handled)
        {
            await _challenge.WriteAsync(context, failure, refused.RetryAfter).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _verifier.Dispose();
        Store.Dispose();
    }

    private static bool HasCredentials(StringValues authorization, [NotNullWhen(true)] out string? header, out HtpasswdFailure failure)
    {
        header = authorization.Count == 1 ? authorization[0] : null;
        bool isBasic = authorization.Any(value => value is not null && BasicAuthorization.TryGetToken(value, out _));
        failure = isBasic && authorization.Count > 1 ? HtpasswdFailure.AmbiguousCredentials : HtpasswdFailure.NoCredentials;
        return isBasic && header is not null;
    }

    /// <summary>Asking for a password is wrong where it would travel in the clear, or where nobody could check it.</summary>
    private HtpasswdFailure WhyNotToAsk(HttpContext context)
    {
        if (!IsTransportAccepted(context))
        {
            return HtpasswdFailure.InsecureTransport;
        }

        return Store.Current is null ? HtpasswdFailure.StoreUnavailable : HtpasswdFailure.NoCredentials;
    }

    private BasicCredentials? Read(string header)
    {
        BasicAuthorization.TryGetToken(header, out ReadOnlySpan<char> token);
        return BasicCredentials.TryRead(token, _options.MaxPasswordBytes, _options.AllowLatin1);
    }

    private async ValueTask<VerificationResult> VerifyAsync(HttpContext context, BasicCredentials credentials)
    {
        foreach (BasicCredentialsForm form in credentials.Forms)
        {
            if (_verifier.TryGetVerified(form.UserName, form.Password, out VerifiedUser? known))
            {
                return VerificationResult.Verified(known);
            }
        }

        VerificationResult result = default;
        var attempt = new PasswordAttempt(ClientNetwork.From(context.Connection.RemoteIpAddress), device: null);
        foreach (BasicCredentialsForm form in credentials.Forms)
        {
            result = await _verifier.VerifyAsync(form.UserName, form.Password, attempt, context.RequestAborted).ConfigureAwait(false);
            if (result.Outcome is VerificationOutcome.Verified or VerificationOutcome.Busy or VerificationOutcome.StoreUnavailable or VerificationOutcome.TooManyAttempts)
            {
                break;
            }
        }

        return result;
    }

    private async ValueTask<HtpasswdAuthentication> AcceptAsync(HttpContext context, VerifiedUser user)
    {
        if (_sharesPrincipals)
        {
            return HtpasswdAuthentication.Success(user.Result);
        }

        var verified = new HtpasswdCredentialsVerifiedContext(context, _scheme, _options, user.Name, user.Result.Principal!.Clone());
        await EventsFor(context).CredentialsVerified(verified).ConfigureAwait(false);
        if (verified.Result is { Succeeded: false } || verified.Principal is null)
        {
            _log.Rejected(context, user.Name);
            return await FailAsync(context, HtpasswdFailure.Rejected, user.Name).ConfigureAwait(false);
        }

        return HtpasswdAuthentication.Success(
            verified.Result ?? AuthenticateResult.Success(new AuthenticationTicket(verified.Principal, verified.Properties, _scheme.Name)));
    }

    private async ValueTask<HtpasswdAuthentication> RefuseAsync(HttpContext context, VerificationResult verification, string userName)
    {
        HtpasswdFailure failure = _log.Refused(context, verification.Outcome, userName);
        HtpasswdAuthentication refused = await FailAsync(context, failure, userName).ConfigureAwait(false);
        return refused with { RetryAfter = verification.RetryAfter };
    }

    private async ValueTask<HtpasswdAuthentication> FailAsync(HttpContext context, HtpasswdFailure failure, string? userName)
    {
        _log.Failed(context, failure);
        var failed = new HtpasswdAuthenticationFailedContext(context, _scheme, _options, failure, userName);
        await EventsFor(context).AuthenticationFailed(failed).ConfigureAwait(false);
        return HtpasswdAuthentication.Failed(failure);
    }

    private bool IsTransportAccepted(HttpContext context) => _options.AllowInsecureTransport || TransportCheck.IsConfidential(context);

    private HtpasswdEvents EventsFor(HttpContext context) =>
        _options.EventsType is { } type
            ? (HtpasswdEvents)context.RequestServices.GetRequiredService(type)
            : _options.Events;
}
