using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// A session's cookie: written, read, and remembered as it was opened once, since opening costs more than all the rest of a request. What was
/// opened under keys that are not those of the key file any more is opened anew.
/// </summary>
/// <typeparam name="TSession">What the cookie says.</typeparam>
/// <typeparam name="TOpened">What is made of it for its requests.</typeparam>
/// <param name="cookie">The cookie.</param>
/// <param name="protection">Makes what seals it.</param>
/// <param name="format">How it is written.</param>
/// <param name="idleLifetime">How long one that is not used is remembered.</param>
/// <param name="time">The clock.</param>
/// <param name="open">Makes what is remembered.</param>
internal sealed class SessionCookie<TSession, TOpened>(
    AccountCookie cookie, AccountProtection protection, TokenFormat<TSession> format, TimeSpan idleLifetime, TimeProvider time, Func<TSession, TOpened> open)
    : IDisposable
    where TSession : class, ISession
    where TOpened : class
{
    private readonly OtpKeys? _keys = protection.Keys;
    private readonly TokenCipher<TSession> _cipher = protection.Create(format);
    private readonly SessionCache<TOpened> _opened = new(idleLifetime, time);

    /// <summary>Opens the cookie of a request, whether it is still good or not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="opened">The session.</param>
    /// <param name="isUnknown">Whether there is one that cannot be opened as long as keys are missing.</param>
    public bool TryOpen(HttpContext context, [NotNullWhen(true)] out TOpened? opened, out bool isUnknown)
    {
        opened = null;
        isUnknown = false;
        if (cookie.Read(context) is not { Length: > 0 } text)
        {
            return false;
        }

        // Asked for first: where they change meanwhile, what is opened now is opened once more.
        OtpKeyRing? keys = _keys?.LookedAt();
        if (!_opened.TryGet(text, keys, out opened) && _cipher.TryUnprotect(text, out TSession? session, out isUnknown))
        {
            opened = _opened.Remember(text, keys, open(session), session.Expires);
        }

        return opened is not null;
    }

    /// <summary>Gives the browser the cookie; <see langword="null"/> as long as the key file was never read.</summary>
    public TOpened? Write(HttpContext context, TSession session)
    {
        OtpKeyRing? keys = _keys?.LookedAt();
        if (_cipher.Protect(session) is not { } text)
        {
            return null;
        }

        cookie.Write(context, text, session.Expires - time.GetUtcNow());
        return _opened.Remember(text, keys, open(session), session.Expires);
    }

    public void Delete(HttpContext context) => cookie.Delete(context);

    /// <summary>Has the browser forget a cookie that counted as none.</summary>
    public void DeleteSent(HttpContext context) => cookie.DeleteSent(context);

    public void Dispose() => _opened.Dispose();
}
