using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace HtpasswdAuth;

/// <summary>
/// Signs requests in by one scheme's options, users and cache. The scheme's handler and the whole-site gate both translate its
/// answers; neither decides anything.
/// </summary>
internal sealed partial class HtpasswdAuthenticator : IAccountScheme, IDisposable
{
    private readonly AuthenticationScheme _scheme;
    private readonly HtpasswdOptions _options;
    private readonly CredentialVerifier _verifier;
    private readonly StandingGuard _standings;
    private readonly ChallengeWriter _challenge;
    private readonly SignInLog _log;
    private readonly SignInOutcome _outcome;
    private readonly CredentialsReader _reader;
    private readonly PasswordVerifier _passwords;
    private readonly CachedCredentials _cached;
    private readonly FormSessionReader _sessions;

    /// <param name="scheme">The scheme as registered.</param>
    /// <param name="options">Its validated options.</param>
    /// <param name="stores">What it runs on; disposed with this object.</param>
    /// <param name="passwords">Its passwords, disposed with this object.</param>
    /// <param name="devices">Its known browsers; <see langword="null"/> where no cookies are set.</param>
    /// <param name="transformsClaims">Whether the application registered an <see cref="IClaimsTransformation"/>, which may change principals.</param>
    /// <param name="secondFactor">Its second factor, disposed with this object; <see langword="null"/> where the password is enough for everybody.</param>
    /// <param name="form">Its sign-in form, disposed with this object; <see langword="null"/> where browsers show their own prompt.</param>
    /// <param name="groups">Its groups, disposed with this object; <see langword="null"/> without a group file.</param>
    /// <param name="forwarding">Told of headers of a proxy on this machine.</param>
    /// <param name="logger">The scheme's logger.</param>
    public HtpasswdAuthenticator(
        AuthenticationScheme scheme,
        HtpasswdOptions options,
        SchemeStores stores,
        SchemePasswords passwords,
        KnownDevices? devices,
        bool transformsClaims,
        SecondFactor? secondFactor,
        SignInForm? form,
        GroupRoles? groups,
        ForwardedHeadersWarning forwarding,
        ILogger logger)
    {
        _scheme = scheme;
        _options = options;
        Stores = stores;
        TransformsClaims = transformsClaims;
        string basic = ChallengeWriter.BasicChallenge(options.Realm);
        _challenge = new ChallengeWriter(_ => basic, options.SuppressChallengeForScripts);
        _log = new SignInLog(logger);
        _outcome = new SignInOutcome(scheme, options, transformsClaims, _log);
        _standings = new StandingGuard(passwords.Standings, _log);
        Passwords = passwords;
        _verifier = passwords.Verifier ?? throw new ArgumentException("There is nothing to verify passwords with.", nameof(passwords));
        _reader = new CredentialsReader(options, forwarding);
        _passwords = new PasswordVerifier(_verifier, options, devices);
        _cached = new CachedCredentials(_verifier, _reader);
        _sessions = new FormSessionReader(form?.Sessions, _reader);
        Devices = devices;
        SecondFactor = secondFactor;
        SignInForm = form;
        FormSignIn = form is null ? null : new FormSignIn(options, _reader, _passwords, _outcome, secondFactor, form.Sessions);
        Groups = groups;
    }

    public SchemeStores Stores { get; }

    public SchemePasswords Passwords { get; }

    public KnownDevices? Devices { get; }

    public SecondFactor? SecondFactor { get; }

    public SignInForm? SignInForm { get; }

    public FormSignIn? FormSignIn { get; }

    public GroupRoles? Groups { get; }

    public bool TransformsClaims { get; }

    public string SchemeName => _scheme.Name;

    public string Realm => _options.Realm;

    /// <summary>Gets the pages that the site has in place of ours, without the path base.</summary>
    public IEnumerable<string> SitePages =>
        ((string?[])[_options.SecondFactor.CodePath, _options.SecondFactor.EnrolmentPath, _options.SignInForm.Path]).OfType<string>();

    /// <summary>Whether signing out has the browser forget cookies and password, also where there is no second factor.</summary>
    public bool ClearsSiteDataOnSignOut => _options.SecondFactor.ClearSiteDataOnSignOut;

    /// <summary>
    /// Answers a request whose credentials are in the cache, or that has a session, without allocating or waiting.
    /// <see langword="false"/> says only that the long way must decide.
    /// </summary>
    public bool TryAuthenticateFromCache(HttpContext context, [NotNullWhen(true)] out VerifiedUser? user)
    {
        user = null;
        StringValues header = context.Request.Headers.Authorization;
        if (!_outcome.SharesPrincipals
            || !(header.Count == 0 ? _sessions.TryGet(context, out user) : header.Count == 1 && _cached.TryGet(context, header.ToString(), out user))
            || !_standings.TryPass(user!)
            || (SecondFactor is not null && !SecondFactor.Guard.TryPass(context, user!, out user)))
        {
            return false;
        }

        if (Groups?.File.IsUncertain(user!.Name) == true)
        {
            return false;
        }

        user = Groups?.AddTo(user!) ?? user!;
        return true;
    }

    /// <summary>Decides on a request, hashing where it must. Failures are logged and told to the application's events.</summary>
    public async ValueTask<HtpasswdAuthentication> AuthenticateAsync(HttpContext context)
    {
        (BasicCredentials? credentials, HtpasswdFailure failure) = _reader.Read(context);
        if (credentials is null)
        {
            return failure == HtpasswdFailure.NoCredentials
                ? await ContinueAsync(context).ConfigureAwait(false)
                : await _outcome.FailAsync(context, failure, userName: null).ConfigureAwait(false);
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

    public void LogCrossSite(HttpContext context) => _log.CrossSite(context);

    public void Dispose()
    {
        Passwords.Dispose();
        SecondFactor?.Dispose();
        SignInForm?.Dispose();
        Groups?.Dispose();
        Stores.Dispose();
    }

    /// <summary>A session counts as a right password, and as no more.</summary>
    private async ValueTask<HtpasswdAuthentication> ContinueAsync(HttpContext context)
    {
        if (!_sessions.TryTake(context, out VerifiedUser? user, out HtpasswdFailure failure))
        {
            return failure == HtpasswdFailure.NoCredentials
                ? HtpasswdAuthentication.Failed(failure)
                : await _outcome.FailAsync(context, failure, userName: null).ConfigureAwait(false);
        }

        return await PassAsync(context, user, code: null).ConfigureAwait(false);
    }

    private async ValueTask<HtpasswdAuthentication> SignInAsync(HttpContext context, BasicCredentials credentials)
    {
        if (TryAppPassword(context, credentials, out SecondFactorPass pass))
        {
            return pass.Granted && _standings.CheckProgram(context, pass.User) is { } reason
                ? await _outcome.FailAsync(context, reason, pass.User.Name).ConfigureAwait(false)
                : await FinishAsync(context, pass, credentials.UserNameText).ConfigureAwait(false);
        }

        (VerificationResult verification, string? code) = await _passwords.VerifyAsync(context, credentials, SecondFactor).ConfigureAwait(false);
        return verification.Succeeded
            ? await PassAsync(context, verification.User, code).ConfigureAwait(false)
            : await _outcome.RefuseAsync(context, verification, credentials.UserNameText).ConfigureAwait(false);
    }

    private async ValueTask<HtpasswdAuthentication> PassAsync(HttpContext context, VerifiedUser user, string? code)
    {
        // Before the second factor: a forced change leads to its page and nowhere else, and spends no code on the way.
        if (await _standings.CheckAsync(context, user).ConfigureAwait(false) is { } reason)
        {
            return await _outcome.FailAsync(context, reason, user.Name).ConfigureAwait(false);
        }

        SecondFactorPass pass = SecondFactor is null
            ? SecondFactorPass.To(user)
            : await SecondFactor.Guard.PassAsync(context, user, code).ConfigureAwait(false);
        return await FinishAsync(context, pass, user.Name).ConfigureAwait(false);
    }

    private bool TryAppPassword(HttpContext context, BasicCredentials credentials, out SecondFactorPass pass)
    {
        pass = default;
        BasicCredentialsForm form = credentials.Forms[0];
        return SecondFactor is not null
            && _verifier.TryGetName(form.UserName, out string? name)
            && SecondFactor.AppPasswords.TryCheck(context, name, form.Password, out pass);
    }

    private ValueTask<HtpasswdAuthentication> FinishAsync(HttpContext context, SecondFactorPass pass, string userName)
    {
        if (!pass.Granted)
        {
            return _outcome.FailAsync(context, pass.Failure, userName, pass.RetryAfter);
        }

        return Groups?.File.IsUncertain(pass.User.Name) == true
            ? _outcome.FailAsync(context, HtpasswdFailure.StoreUnavailable, userName)
            : _outcome.AcceptAsync(context, Groups?.AddTo(pass.User) ?? pass.User);
    }
}
