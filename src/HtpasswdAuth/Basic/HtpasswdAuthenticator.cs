using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>
/// Signs requests in by one scheme's options, file and cache. The scheme's handler and the whole-site gate both translate its
/// answers; neither decides anything.
/// </summary>
internal sealed partial class HtpasswdAuthenticator : IDisposable
{
    // A token over this is answered by the way that allocates; real names and passwords are far shorter.
    private const int StackBytes = 512;

    private readonly AuthenticationScheme _scheme;
    private readonly HtpasswdOptions _options;
    private readonly CredentialVerifier _verifier;
    private readonly ChallengeWriter _challenge;
    private readonly SignInLog _log;
    private readonly bool _sharesPrincipals;
    private readonly CredentialsReader _reader;
    private readonly PasswordVerifier _passwords;

    /// <param name="scheme">The scheme as registered.</param>
    /// <param name="options">Its validated options.</param>
    /// <param name="store">Its file, already watched; disposed with this object.</param>
    /// <param name="transformsClaims">Whether the application registered an <see cref="IClaimsTransformation"/>, which may change principals.</param>
    /// <param name="secondFactor">Its second factor, disposed with this object; <see langword="null"/> where the password is enough for everybody.</param>
    /// <param name="groups">Its groups, disposed with this object; <see langword="null"/> without a group file.</param>
    /// <param name="metrics">Shared by all schemes.</param>
    /// <param name="logger">The scheme's logger.</param>
    public HtpasswdAuthenticator(
        AuthenticationScheme scheme,
        HtpasswdOptions options,
        WatchedCredentialStore store,
        bool transformsClaims,
        SecondFactor? secondFactor,
        GroupRoles? groups,
        HtpasswdMetrics metrics,
        ILogger logger)
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
        _reader = new CredentialsReader(options);
        _passwords = new PasswordVerifier(_verifier, options);
        SecondFactor = secondFactor;
        Groups = groups;
    }

    public WatchedCredentialStore Store { get; }

    public SecondFactor? SecondFactor { get; }

    public GroupRoles? Groups { get; }

    public bool TransformsClaims { get; }

    public string SchemeName => _scheme.Name;

    public string Realm => _options.Realm;

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
            || !_reader.IsTransportAccepted(context))
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[StackBytes];
        try
        {
            if (!BasicAuthorization.TryDecode(token, buffer, out Span<byte> userName, out Span<byte> password)
                || !_verifier.TryGetVerified(userName, password, ClientNetwork.From(context.Connection.RemoteIpAddress), out user)
                || (SecondFactor is not null && !SecondFactor.Guard.TryPass(context, user, out user)))
            {
                return false;
            }

            user = Groups?.AddTo(user) ?? user;
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>Decides on a request, hashing where it must. Failures are logged and told to the application's events.</summary>
    public async ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context)
    {
        (BasicCredentials? credentials, HtpasswdFailure failure) = _reader.Read(context);
        if (credentials is null)
        {
            return failure == HtpasswdFailure.NoCredentials
                ? HtpasswdAuthentication.Failed(failure)
                : await FailAsync(context, failure, userName: null).ConfigureAwait(false);
        }

        try
        {
            return await SignInAsync(context, credentials).ConfigureAwait(false);
        }
        finally
        {
            credentials.Clear();
        }
    }

    /// <summary>Checks the password alone, for the pages on which the second factor is given. What it returns is not a sign-in.</summary>
    public async ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> VerifyPasswordAsync(HttpContext context)
    {
        (BasicCredentials? credentials, HtpasswdFailure failure) = _reader.Read(context);
        if (credentials is null)
        {
            return (null, HtpasswdAuthentication.Failed(failure));
        }

        try
        {
            PasswordAndCode verified = await _passwords.VerifyAsync(context, credentials, SecondFactor).ConfigureAwait(false);
            return verified.Verification.Succeeded
                ? (verified.Verification.User, default)
                : (null, await RefuseAsync(context, verified.Verification, credentials).ConfigureAwait(false));
        }
        finally
        {
            credentials.Clear();
        }
    }

    public void Dispose()
    {
        _verifier.Dispose();
        SecondFactor?.Dispose();
        Groups?.Dispose();
        Store.Dispose();
    }

    private async ValueTask<HtpasswdAuthentication> SignInAsync(HttpContext context, BasicCredentials credentials)
    {
        if (TryAppPassword(context, credentials, out SecondFactorPass pass))
        {
            return await FinishAsync(context, pass, credentials).ConfigureAwait(false);
        }

        (VerificationResult verification, string? code) = await _passwords.VerifyAsync(context, credentials, SecondFactor).ConfigureAwait(false);
        if (!verification.Succeeded)
        {
            return await RefuseAsync(context, verification, credentials).ConfigureAwait(false);
        }

        pass = SecondFactor is null
            ? SecondFactorPass.To(verification.User)
            : await SecondFactor.Guard.PassAsync(context, verification.User, code).ConfigureAwait(false);
        return await FinishAsync(context, pass, credentials).ConfigureAwait(false);
    }

    private bool TryAppPassword(HttpContext context, BasicCredentials credentials, out SecondFactorPass pass)
    {
        pass = default;
        BasicCredentialsForm form = credentials.Forms[0];
        return SecondFactor is not null
            && _verifier.TryGetName(form.UserName, out string? name)
            && SecondFactor.AppPasswords.TryCheck(context, name, form.Password, out pass);
    }

    private ValueTask<HtpasswdAuthentication> RefuseAsync(HttpContext context, VerificationResult verification, BasicCredentials credentials) =>
        FailAsync(context, _log.Refused(context, verification.Outcome, credentials.UserNameText), credentials.UserNameText, verification.RetryAfter);

    private ValueTask<HtpasswdAuthentication> FinishAsync(HttpContext context, SecondFactorPass pass, BasicCredentials credentials) =>
        pass.Granted
            ? AcceptAsync(context, pass.User)
            : FailAsync(context, pass.Failure, credentials.UserNameText, pass.RetryAfter);

    private async ValueTask<HtpasswdAuthentication> AcceptAsync(HttpContext context, VerifiedUser user)
    {
        user = Groups?.AddTo(user) ?? user;
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

    private async ValueTask<HtpasswdAuthentication> FailAsync(
        HttpContext context, HtpasswdFailure failure, string? userName, TimeSpan? retryAfter = null)
    {
        _log.Failed(context, failure);
        var failed = new HtpasswdAuthenticationFailedContext(context, _scheme, _options, failure, userName);
        await EventsFor(context).AuthenticationFailed(failed).ConfigureAwait(false);
        return HtpasswdAuthentication.Failed(failure, retryAfter);
    }
}
