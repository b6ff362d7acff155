using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// A cookie of ours: <c>Secure; HttpOnly; SameSite=Lax</c>, and with the prefix that makes browsers hold it to that. Not <c>Strict</c>:
/// that would ask people to sign in again after every link in a mail.
/// </summary>
/// <param name="name">Without the prefix.</param>
/// <param name="domain">The domain whose hosts share it; <see langword="null"/> for this host alone.</param>
/// <param name="allowInsecure">Whether plain HTTP from this machine gets it by its bare name and without <c>Secure</c>.</param>
internal sealed class AccountCookie(string name, string? domain, bool allowInsecure)
{
    private readonly string _secureName = (domain is null ? "__Host-" : "__Secure-") + name;

    public string? Read(HttpContext context) => context.Request.Cookies[NameFor(context)];

    public void Write(HttpContext context, string value, TimeSpan lifetime) =>
        context.Response.Cookies.Append(NameFor(context), value, Attributes(context, lifetime));

    public void Delete(HttpContext context) =>
        context.Response.Cookies.Append(NameFor(context), "", Attributes(context, TimeSpan.Zero));

    /// <summary>Has the browser forget a cookie that counted as none.</summary>
    public void DeleteSent(HttpContext context)
    {
        if (Read(context) is not null)
        {
            Delete(context);
        }
    }

    private string NameFor(HttpContext context) => IsInsecure(context) ? name : _secureName;

    private CookieOptions Attributes(HttpContext context, TimeSpan lifetime) => new()
    {
        HttpOnly = true,
        Secure = !IsInsecure(context),
        SameSite = SameSiteMode.Lax,
        Path = "/",
        Domain = domain,
        MaxAge = lifetime,
        IsEssential = true,
    };

    /// <summary>Only where the site asked for it, and only on this very machine.</summary>
    private bool IsInsecure(HttpContext context) =>
        allowInsecure && !context.Request.IsHttps && TransportCheck.IsConfidential(context);
}
