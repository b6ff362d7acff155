using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>What account endpoints ask: about the password alone, and nobody is signed in by it.</summary>
internal sealed partial class HtdigestAuthenticator
{
    public string SchemeName => scheme.Name;

    public string Realm => options.Realm;

    public SecondFactor? SecondFactor => secondFactor;

    public SchemePasswords? Passwords => null;

    /// <summary>Gets nothing: a form would send the very password that Digest is there to keep off the wire.</summary>
    public SignInForm? SignInForm => null;

    public FormSignIn? FormSignIn => null;

    public IEnumerable<string> SitePages => ((string?[])[options.SecondFactor.CodePath, options.SecondFactor.EnrolmentPath]).OfType<string>();

    public bool ClearsSiteDataOnSignOut => options.SecondFactor.ClearSiteDataOnSignOut;

    public bool IsTransportAccepted(HttpContext context) => parts.Reader.IsTransportAccepted(context);

    public ValueTask<(VerifiedUser? User, HtpasswdAuthentication Failed)> VerifyPasswordAsync(HttpContext context, bool acceptsForced) =>
        ProveAsync(context);

    public ValueTask<HtpasswdAuthentication> RefuseAsync(HttpContext context, VerificationOutcome outcome, string userName, TimeSpan? retryAfter) =>
        FailAsync(context, _log.RefusedBasic(context, outcome, userName), userName, retryAfter);

    public void LogCrossSite(HttpContext context) => _log.CrossSite(context);
}
