using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>
/// A cookie of the second factor: <c>Secure; HttpOnly; SameSite=Lax</c>, and with the prefix that makes browsers hold it to that. Not
/// <c>Strict</c>: that would ask for the code again after every link in a mail.
/// </summary>
internal sealed class FactorCookie(string name, SecondFactorOptions options)
{
    private readonly string _secureName = (options.CookieDomain is null ? "__Host-" : "__Secure-") + name;

    public string? Read(HttpContext context) => context.Request.Cookies[NameFor(context)];

    public void Write(HttpContext context, string value, TimeSpan lifetime) =>
        context.Response.Cookies.Append(NameFor(context), value, Attributes(context, lifetime));

    public void Delete(HttpContext context) =>
        context.Response.Cookies.Append(NameFor(context), "", Attributes(context, TimeSpan.Zero));

    private string NameFor(HttpContext context) => IsInsecure(context) ? name : _secureName;

    private CookieOptions Attributes(HttpContext context, TimeSpan lifetime) => new()
    {
        HttpOnly = true,
        Secure = !IsInsecure(context),
        SameSite = SameSiteMode.Lax,
        Path = "/",
        Domain = options.CookieDomain,
        MaxAge = lifetime,
        IsEssential = true,
    };

    /// <summary>Only where the site asked for it, and only on this very machine.</summary>
    private bool IsInsecure(HttpContext context) =>
        options.AllowInsecureForDevelopment && !context.Request.IsHttps && TransportCheck.IsConfidential(context);
}
