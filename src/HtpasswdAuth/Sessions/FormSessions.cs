using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HtpasswdAuth;

/// <summary>The sessions that the sign-in form begins. A request with a good one counts as one whose password was right, and as no more.</summary>
internal sealed class FormSessions : IDisposable
{
    /// <summary>How long somebody has for the second factor.</summary>
    public static readonly TimeSpan PendingLifetime = TimeSpan.FromMinutes(5);

    private readonly ICredentialStore _users;
    private readonly PasswordAliases _aliases;
    private readonly SessionRules _rules;
    private readonly Func<string, AuthenticateResult> _createResult;
    private readonly ILogger _logger;
    private readonly SessionCookie<FormSession, OpenedFormSession> _cookie;

    /// <param name="site">Where the sessions are good.</param>
    /// <param name="createResult">Makes the answer for a user who gave the password and nothing else.</param>
    /// <param name="logger">The scheme's logger.</param>
    public FormSessions(FormSessionSite site, Func<string, AuthenticateResult> createResult, ILogger logger)
    {
        _users = site.Users;
        _aliases = site.Aliases;
        _createResult = createResult;
        _logger = logger;
        _rules = new SessionRules(site.Options.Lifetime, site.Options.IdleLifetime, site.States, site.Time);
        var cookie = new AccountCookie("htpasswd-session", site.CookieDomain, site.AllowInsecureCookie);
        _cookie = new(cookie, site.Protection, new FormSessionFormat(), site.Options.IdleLifetime, site.Time, Remember);
    }

    /// <summary>Finds the session of a request. Anything wrong with the cookie counts as none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="opened">The session.</param>
    /// <param name="isUnknown">Whether it cannot be said if it is good, since a file or key is missing.</param>
    public bool TryGet(HttpContext context, [NotNullWhen(true)] out OpenedFormSession? opened, out bool isUnknown)
    {
        if (!_cookie.TryOpen(context, out opened, out isUnknown))
        {
            return false;
        }

        if (_users.Current is not { } file || !_rules.IsAvailable)
        {
            isUnknown = true;
            opened = null;
            return false;
        }

        if (!opened.IsCurrentIn(file, _aliases) || !_rules.Holds(opened.Session.Binding))
        {
            isUnknown = _users.IsUncertain(Encoding.UTF8.GetBytes(opened.User.Name));
            opened = null;
            return false;
        }

        RenewWhenDue(context, opened);
        return true;
    }

    /// <summary>Begins a session of its own id and gives the browser its cookie, whatever cookie it had.</summary>
    /// <param name="context">The request.</param>
    /// <param name="user">Whose password was right.</param>
    /// <param name="isPending">Whether the second factor is still to be given.</param>
    /// <returns><see langword="false"/> while it cannot be said which sessions were ended, or without a key: then none is begun.</returns>
    public bool TryBegin(HttpContext context, VerifiedUser user, bool isPending)
    {
        if (!_rules.IsAvailable
            || _cookie.Write(context, new FormSession { Binding = _rules.Begin(user, isPending ? PendingLifetime : null), IsPending = isPending }) is null)
        {
            return false;
        }

        _logger.SignedInByForm(LogText.Escape(user.Name));
        return true;
    }

    /// <summary>The second factor was given: the session that waited for it goes on under another id, and for as long as others do.</summary>
    public void Complete(HttpContext context)
    {
        if (context.Features.Get<OpenedFormSession>()?.Session is { IsPending: true, Binding: { } binding })
        {
            Replace(context, binding with { Expires = binding.AuthTime + _rules.Lifetime });
        }
    }

    /// <summary>
    /// The user has changed the password in this request: the session it came with goes on under another id, until the same end.
    /// Does nothing where it came with none.
    /// </summary>
    /// <param name="context">The request, whose session was found before the change.</param>
    /// <param name="user">The user with the new password's version.</param>
    public void Renew(HttpContext context, VerifiedUser user)
    {
        if (context.Features.Get<OpenedFormSession>()?.Session is { } session && session.Binding.User == user.Name)
        {
            Replace(context, session.Binding with { PasswordVersion = user.PasswordVersion }, session.IsPending);
        }
    }

    /// <summary>
    /// Ends the session of the request's cookie, or all of the user's, everywhere and at once; <see langword="false"/> if that
    /// cannot be written.
    /// </summary>
    public async Task<bool> TryEndAsync(HttpContext context, string userName, bool everywhere)
    {
        SessionBinding? binding = _cookie.TryOpen(context, out OpenedFormSession? opened, out bool isUnknown) ? opened.Session.Binding : null;
        _cookie.DeleteSent(context);

        // A password that came along may be another user's than the cookie; the cookie's session ends all the same.
        bool ended = binding is null ? !isUnknown : (everywhere && binding.User == userName) || await TryEndAsync(context, binding.User, binding).ConfigureAwait(false);
        ended &= !everywhere || await TryEndAsync(context, userName, session: null).ConfigureAwait(false);
        if (ended && (everywhere || binding is not null))
        {
            _logger.SignedOut(LogText.Escape(userName), everywhere ? "everywhere" : "this browser");
        }

        return ended;
    }

    /// <summary>Has the browser forget a cookie that counted as none.</summary>
    public void DeleteCookieSent(HttpContext context) => _cookie.DeleteSent(context);

    public void Dispose() => _cookie.Dispose();

    /// <summary>One session, or all of the user's.</summary>
    private Task<bool> TryEndAsync(HttpContext context, string userName, SessionBinding? session) =>
        _rules.TryEndAsync(userName, session, everywhere: session is null, Unwritable, context.RequestAborted);

    private void Unwritable(Exception exception) => _logger.SessionStateUnwritable(exception);

    /// <summary>The absolute end stays where it is. Where the hash of the password was replaced, the cookie gets the new version.</summary>
    private void RenewWhenDue(HttpContext context, OpenedFormSession opened)
    {
        SessionBinding binding = opened.Session.Binding;
        if (_rules.IsDueForRenewal(binding) && !context.Response.HasStarted)
        {
            _cookie.Write(context, opened.Session with { Binding = binding with { LastSeen = _rules.Now, PasswordVersion = opened.User.PasswordVersion } });
        }
    }

    private void Replace(HttpContext context, SessionBinding binding, bool isPending = false) => _cookie.Write(
        context, new FormSession { Binding = binding with { Id = SessionRules.NewId(), LastSeen = _rules.Now }, IsPending = isPending });

    private OpenedFormSession Remember(FormSession session)
    {
        SessionBinding binding = session.Binding;
        return new(session, new VerifiedUser(binding.User, rehashNeeded: false, binding.PasswordVersion, _createResult(binding.User)));
    }
}
