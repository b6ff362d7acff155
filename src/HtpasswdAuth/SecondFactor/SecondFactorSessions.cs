using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>The sessions that a right code begins.</summary>
internal sealed class SecondFactorSessions : IDisposable
{
    private readonly SecondFactorSite _site;
    private readonly Func<string, SecondFactorProof, AuthenticateResult> _createResult;
    private readonly SecondFactorLog _log;
    private readonly SessionRules _rules;
    private readonly SessionCookie<SecondFactorSession, OpenedSession> _cookie;

    public SecondFactorSessions(SecondFactorSite site, Func<string, SecondFactorProof, AuthenticateResult> createResult, SecondFactorLog log)
    {
        SecondFactorOptions options = site.Options;
        _site = site;
        _createResult = createResult;
        _log = log;
        _rules = new SessionRules(options.Lifetime, options.IdleLifetime, site.States, site.Time);
        var cookie = new AccountCookie("htpasswd-2fa", options.CookieDomain, options.AllowInsecureForDevelopment);
        _cookie = new(cookie, site.Protection, new SecondFactorSessionFormat(), options.IdleLifetime, site.Time, Remember);
    }

    /// <summary>Finds the session of a request whose password was right. Anything wrong with the cookie counts as none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Whose password was right.</param>
    /// <param name="opened">The session.</param>
    /// <param name="isUnknown">Whether it cannot be said if there is one, since the key file cannot be read.</param>
    public bool TryGet(HttpContext context, VerifiedUser user, [NotNullWhen(true)] out OpenedSession? opened, out bool isUnknown)
    {
        if (!_cookie.TryOpen(context, out opened, out isUnknown) || !IsValid(opened.Session, user))
        {
            opened = null;
            return false;
        }

        RenewWhenDue(context, opened, user);
        return true;
    }

    /// <summary>
    /// Begins a session and gives the browser its cookie. Call it only when a code was consumed. One that the request came with goes on in the
    /// new one, which remembers that this code did not begin it.
    /// </summary>
    /// <returns><see langword="null"/> as long as the key file was never read: then none is begun.</returns>
    public OpenedSession? Begin(HttpContext context, VerifiedUser user, string enrolmentId, SecondFactorMethods methods)
    {
        bool goesOn = _cookie.TryOpen(context, out OpenedSession? before, out _) && IsValid(before.Session, user);
        SessionBinding binding = _rules.Begin(user);
        return _cookie.Write(context, new SecondFactorSession
        {
            Binding = binding,
            Methods = methods,
            EnrolmentId = enrolmentId,
            Proved = goesOn ? binding.AuthTime : null,
        });
    }

    /// <summary>
    /// Carries a session over to the new password of its user, under another id. Neither its end nor the time of its code moves; the cookie
    /// that the request came with is over like those of the user's other sessions.
    /// </summary>
    /// <param name="context">The request that changed the password.</param>
    /// <param name="opened">The session that was good with the old password.</param>
    /// <param name="user">The user with the new one.</param>
    public OpenedSession? CarryOver(HttpContext context, OpenedSession opened, VerifiedUser user) =>
        _cookie.Write(context, opened.Session with { Binding = _rules.CarryOver(opened.Session.Binding, user) });

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

    /// <summary>Has the browser forget a cookie that counted as none, unless it may be of an enrolment that is not known here yet.</summary>
    public void DeleteCookieSent(HttpContext context)
    {
        if (!_site.Secrets.IsUncertain)
        {
            _cookie.DeleteSent(context);
        }
    }

    public void Dispose() => _cookie.Dispose();

    private bool IsValid(SecondFactorSession session, VerifiedUser user) =>
        session.User == user.Name
        && _site.Lines.IsSamePassword(user.Name, session.Binding.PasswordVersion, user.PasswordVersion)
        && _rules.Holds(session.Binding)
        && _site.Secrets.Current is { } secrets
        && secrets.TryFind(session.User, out OtpUser? enrolled)
        && enrolled.Enrolment?.Id == session.EnrolmentId;

    /// <summary>The absolute end stays where it is. Where the hash of the password was replaced, the cookie gets the new version.</summary>
    private void RenewWhenDue(HttpContext context, OpenedSession opened, VerifiedUser user)
    {
        SessionBinding binding = opened.Session.Binding;
        if (_rules.IsDueForRenewal(binding) && !context.Response.HasStarted)
        {
            _cookie.Write(context, opened.Session with { Binding = binding with { LastSeen = _rules.Now, PasswordVersion = user.PasswordVersion } });
        }
    }

    private OpenedSession Remember(SecondFactorSession session)
    {
        AuthenticateResult result = _createResult(session.User, new SecondFactorProof(session.Methods, session.AuthTime));
        return new(session, new VerifiedUser(session.User, rehashNeeded: false, session.Binding.PasswordVersion, result));
    }
}
