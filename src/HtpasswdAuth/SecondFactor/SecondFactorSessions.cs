using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;

namespace HtpasswdAuth;

/// <summary>
/// The sessions that a right code begins. There is no list of them: a session is its cookie, and everything that should end it is
/// looked up in snapshots at each request.
/// </summary>
internal sealed class SecondFactorSessions : IDisposable
{
    private const int MaxRemembered = 10_000;
    private const int IdBytes = 16;

    private readonly SecondFactorSite _site;
    private readonly Func<string, SecondFactorProof, AuthenticateResult> _createResult;
    private readonly SecondFactorLog _log;
    private readonly SecondFactorSessionFormat _format;
    private readonly FactorCookie _cookie;
    private readonly MemoryCache _opened;

    public SecondFactorSessions(
        SecondFactorSite site, IDataProtectionProvider provider, Func<string, SecondFactorProof, AuthenticateResult> createResult, SecondFactorLog log)
    {
        _site = site;
        _createResult = createResult;
        _log = log;
        _format = new SecondFactorSessionFormat(provider);
        _cookie = new FactorCookie("htpasswd-2fa", site.Options);
        _opened = new MemoryCache(new MemoryCacheOptions { SizeLimit = MaxRemembered, Clock = new TimeProviderClock(site.Time) });
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

        if (!_opened.TryGetValue(text, out opened))
        {
            opened = Open(text);
        }

        if (opened is null || !IsValid(opened.Session, user))
        {
            opened = null;
            return false;
        }

        Renew(context, opened);
        return true;
    }

    /// <summary>Begins a session and gives the browser its cookie. Call it only when a code was consumed.</summary>
    public OpenedSession Begin(HttpContext context, VerifiedUser user, string enrolmentId, SecondFactorMethods methods)
    {
        DateTimeOffset now = _site.Time.GetUtcNow();
        OtpStateFile? states = _site.States.Current;
        var session = new SecondFactorSession
        {
            User = user.Name,
            Realm = _site.Realm,
            Id = NewId(),
            Methods = methods,
            AuthTime = now,
            Expires = now + _site.Options.Lifetime,
            LastSeen = now,
            PasswordVersion = user.PasswordVersion,
            EnrolmentId = enrolmentId,
            UserEpoch = states?.Find(user.Name).Epoch ?? 0,
            SiteEpoch = states?.Epoch ?? 0,
        };
        return Write(context, session);
    }

    /// <summary>
    /// Carries a session over to the new password of its user, under another id. Neither its end nor the time of its code moves; the cookie
    /// that the request came with is over like those of the user's other sessions.
    /// </summary>
    /// <param name="context">The request that changed the password.</param>
    /// <param name="opened">The session that was good with the old password.</param>
    /// <param name="user">The user with the new one.</param>
    public OpenedSession CarryOver(HttpContext context, OpenedSession opened, VerifiedUser user) =>
        Write(context, opened.Session with { Id = NewId(), PasswordVersion = user.PasswordVersion, LastSeen = _site.Time.GetUtcNow() });

    /// <summary>Ends a session, or all of the user's, everywhere and at once; <see langword="false"/> if that cannot be written.</summary>
    public async Task<bool> TryEndAsync(HttpContext context, string userName, OpenedSession? opened, bool everywhere)
    {
        DeleteCookie(context);
        if (opened is null && !everywhere)
        {
            return true;
        }

        DateTimeOffset now = _site.Time.GetUtcNow();
        try
        {
            await _site.States.UpdateAsync(
                userName,
                state => everywhere || opened is null
                    ? state.WithSessionsRevoked()
                    : state.WithSignedOut(new SignedOutSession(opened.Session.Id, opened.Session.Expires), now),
                context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TimeoutException or InvalidDataException)
        {
            _log.StateUnwritable(exception);
            return false;
        }

        _log.SignedOut(userName, everywhere);
        return true;
    }

    public void DeleteCookie(HttpContext context) => _cookie.Delete(context);

    /// <summary>Has the browser forget a cookie that counted as none.</summary>
    public void DeleteCookieSent(HttpContext context)
    {
        if (_cookie.Read(context) is not null)
        {
            _cookie.Delete(context);
        }
    }

    public void Dispose() => _opened.Dispose();

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    private bool IsValid(SecondFactorSession session, VerifiedUser user)
    {
        DateTimeOffset now = _site.Time.GetUtcNow();
        return session.User == user.Name
            && session.Realm == _site.Realm
            && session.PasswordVersion == user.PasswordVersion
            && now < session.Expires
            && now - session.LastSeen < _site.Options.IdleLifetime
            && session.LastSeen - now < _site.Options.IdleLifetime
            && _site.Secrets.Current is { } secrets
            && secrets.TryFind(session.User, out OtpUser? enrolled)
            && enrolled.Enrolment?.Id == session.EnrolmentId
            && _site.States.Current is { } states
            && session.SiteEpoch >= states.Epoch
            && !states.Find(session.User).IsSignedOut(session.Id, session.UserEpoch);
    }

    private OpenedSession? Open(string text)
    {
        if (!_format.TryUnprotect(text, out SecondFactorSession? session))
        {
            return null;
        }

        return Remember(text, session);
    }

    /// <summary>Past half of the idle time, so that not every answer carries a cookie. The absolute end stays where it is.</summary>
    private void Renew(HttpContext context, OpenedSession opened)
    {
        DateTimeOffset now = _site.Time.GetUtcNow();
        if (now - opened.Session.LastSeen > _site.Options.IdleLifetime / 2 && !context.Response.HasStarted)
        {
            Write(context, opened.Session with { LastSeen = now });
        }
    }

    private OpenedSession Write(HttpContext context, SecondFactorSession session)
    {
        string text = _format.Protect(session);
        _cookie.Write(context, text, session.Expires - _site.Time.GetUtcNow());
        return Remember(text, session);
    }

    private OpenedSession Remember(string text, SecondFactorSession session)
    {
        var proof = new SecondFactorProof(session.Methods, session.AuthTime);
        var opened = new OpenedSession(session, new VerifiedUser(session.User, rehashNeeded: false, session.PasswordVersion, _createResult(session.User, proof)));
        return _opened.Set(text, opened, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = session.Expires, SlidingExpiration = _site.Options.IdleLifetime });
    }
}
