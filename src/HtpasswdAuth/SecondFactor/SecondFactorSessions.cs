using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The sessions that a right code begins.</summary>
internal sealed class SecondFactorSessions : IDisposable
{
    private readonly SecondFactorSite _site;
    private readonly PasswordAliases? _aliases;
    private readonly Func<string, SecondFactorProof, AuthenticateResult> _createResult;
    private readonly SecondFactorLog _log;
    private readonly SessionRules _rules;
    private readonly SecondFactorSessionFormat _format;
    private readonly AccountCookie _cookie;
    private readonly SessionCache<OpenedSession> _opened;

    public SecondFactorSessions(
        SecondFactorSite site,
        PasswordAliases? aliases,
        IDataProtectionProvider provider,
        Func<string, SecondFactorProof, AuthenticateResult> createResult,
        SecondFactorLog log)
    {
        SecondFactorOptions options = site.Options;
        _site = site;
        _aliases = aliases;
        _createResult = createResult;
        _log = log;
        _rules = new SessionRules(site.Realm, options.Lifetime, options.IdleLifetime, site.States, site.Time);
        _format = new SecondFactorSessionFormat(provider);
        _cookie = new AccountCookie("htpasswd-2fa", options.CookieDomain, options.AllowInsecureForDevelopment);
        _opened = new SessionCache<OpenedSession>(options.IdleLifetime, site.Time);
    }

    /// <summary>
    /// Finds the session of a request whose password was right. Anything wrong with the cookie counts as none.
    /// </summary>
    public bool TryGet(HttpContext context, VerifiedUser user, [NotNullWhen(true)] out OpenedSession? opened)
    {
        opened = null;
        if (_cookie.Read(context) is not { Length: > 0 } text)
        {
            return false;
        }

        if (!_opened.TryGet(text, out opened))
        {
            opened = Open(text);
        }

        if (opened is null || !IsValid(opened.Session, user))
        {
            opened = null;
            return false;
        }

        Renew(context, opened, user);
        return true;
    }

    /// <summary>Begins a session and gives the browser its cookie. Call it only when a code was consumed.</summary>
    public OpenedSession Begin(HttpContext context, VerifiedUser user, string enrolmentId, SecondFactorMethods methods) =>
        Write(context, new SecondFactorSession { Binding = _rules.Begin(user), Methods = methods, EnrolmentId = enrolmentId });

    /// <summary>
    /// Carries a session over to the new password of its user, under another id. Neither its end nor the time of its code moves; the cookie
    /// that the request came with is over like those of the user's other sessions.
    /// </summary>
    /// <param name="context">The request that changed the password.</param>
    /// <param name="opened">The session that was good with the old password.</param>
    /// <param name="user">The user with the new one.</param>
    public OpenedSession CarryOver(HttpContext context, OpenedSession opened, VerifiedUser user) =>
        Write(context, opened.Session with { Binding = _rules.CarryOver(opened.Session.Binding, user) });

    /// <summary>Ends a session, or all of the user's, everywhere and at once; <see langword="false"/> if that cannot be written.</summary>
    public async Task<bool> TryEndAsync(HttpContext context, string userName, OpenedSession? opened, bool everywhere)
    {
        DeleteCookie(context);
        bool ended = await _rules.TryEndAsync(userName, opened?.Session.Binding, everywhere, _log.StateUnwritable, context.RequestAborted).ConfigureAwait(false);
        if (ended && (everywhere || opened is not null))
        {
            _log.SignedOut(userName, everywhere);
        }

        return ended;
    }

    public void DeleteCookie(HttpContext context) => _cookie.Delete(context);

    /// <summary>Has the browser forget a cookie that counted as none.</summary>
    public void DeleteCookieSent(HttpContext context) => _cookie.DeleteSent(context);

    public void Dispose() => _opened.Dispose();

    private bool IsSamePassword(SecondFactorSession session, VerifiedUser user) =>
        _aliases?.IsSamePassword(session.User, session.Binding.PasswordVersion, user.PasswordVersion) ?? session.Binding.PasswordVersion == user.PasswordVersion;

    private bool IsValid(SecondFactorSession session, VerifiedUser user) =>
        session.User == user.Name
        && IsSamePassword(session, user)
        && _rules.Holds(session.Binding)
        && _site.Secrets.Current is { } secrets
        && secrets.TryFind(session.User, out OtpUser? enrolled)
        && enrolled.Enrolment?.Id == session.EnrolmentId;

    private OpenedSession? Open(string text) => _format.TryUnprotect(text, out SecondFactorSession? session) ? Remember(text, session) : null;

    /// <summary>The absolute end stays where it is. Where the hash of the password was replaced, the cookie gets the new version.</summary>
    private void Renew(HttpContext context, OpenedSession opened, VerifiedUser user)
    {
        SessionBinding binding = opened.Session.Binding;
        if (_rules.IsDueForRenewal(binding) && !context.Response.HasStarted)
        {
            Write(context, opened.Session with { Binding = binding with { LastSeen = _rules.Now, PasswordVersion = user.PasswordVersion } });
        }
    }

    private OpenedSession Write(HttpContext context, SecondFactorSession session)
    {
        string text = _format.Protect(session);
        _cookie.Write(context, text, session.Expires - _rules.Now);
        return Remember(text, session);
    }

    private OpenedSession Remember(string text, SecondFactorSession session)
    {
        AuthenticateResult result = _createResult(session.User, new SecondFactorProof(session.Methods, session.AuthTime));
        var user = new VerifiedUser(session.User, rehashNeeded: false, session.Binding.PasswordVersion, result);
        return _opened.Remember(text, new OpenedSession(session, user), session.Expires);
    }
}
