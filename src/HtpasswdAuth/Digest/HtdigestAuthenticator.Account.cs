using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What account endpoints ask: about the password alone, and nobody is signed in by it.</summary>
internal sealed partial class HtdigestAuthenticator
{
    public string SchemeName => scheme.Name;

    public string Realm => options.Realm;

    public SecondFactor? SecondFactor => secondFactor;

    public KnownDevices? Devices => secondFactor?.Devices;

    public SchemePasswords Passwords => passwords;

    SchemePasswords? IAccountScheme.Passwords => passwords;

    public GroupRoles? Groups => groups;

    /// <summary>Gets nothing: at every sign-in a form would send the very password that Digest is there to keep off the wire.</summary>
    public SignInForm? SignInForm => null;

    public FormSignIn? FormSignIn => null;

    public IEnumerable<string> SitePages => ((string?[])[options.SecondFactor.CodePath, options.SecondFactor.EnrolmentPath]).OfType<string>();

    public bool ClearsSiteDataOnSignOut => options.SecondFactor.ClearSiteDataOnSignOut;

    /// <summary>
    /// Whether a password itself may travel over the request's connection. Where Digest is let through in the clear no password is yet, unless
    /// Basic is as well.
    /// </summary>
    public bool IsTransportAccepted(HttpContext context) =>
        TransportCheck.IsConfidential(context) || (options.AllowBasic && options.AllowInsecureTransport);

    public async ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> VerifyPasswordAsync(HttpContext context, bool acceptsForced)
    {
        (VerifiedUser? user, HtpasswdAuthentication failed) = await ProveAsync(context).ConfigureAwait(false);
        if (user is null)
        {
            return (null, failed);
        }

        HtpasswdFailure? reason = await _standings.CheckAsync(context, user).ConfigureAwait(false);
        return reason is not { } bad || (acceptsForced && bad == HtpasswdFailure.PasswordChangeRequired)
            ? (user, default)
            : await UnprovedAsync(context, _log.Failed(context, bad, user.Name), user.Name).ConfigureAwait(false);
    }

    public ValueTask<HtpasswdAuthentication> RefuseAsync(HttpContext context, VerificationOutcome outcome, string userName, TimeSpan? retryAfter) =>
        FailAsync(context, _log.RefusedBasic(context, outcome, userName), userName, retryAfter);

    public void LogCrossSite(HttpContext context) => _log.CrossSite(context);
}
