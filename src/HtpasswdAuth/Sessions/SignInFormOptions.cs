namespace HtpasswdAuth;

/// <summary>
/// Options of signing in by a form instead of the browser's own prompt; in configuration under <c>SignInForm</c> of the scheme's
/// section. The cookie follows <see cref="SecondFactorOptions.CookieDomain"/> and
/// <see cref="SecondFactorOptions.AllowInsecureForDevelopment"/>. Ended sessions are kept in the account database where there is one, otherwise
/// in memory: a session that its user signed out counts again after a restart then, until it expires, for whoever has its cookie.
/// </summary>
public sealed class SignInFormOptions
{
    /// <summary>
    /// Gets or sets whether browsers are sent to a form, and a session cookie counts as the password. <c>Authorization: Basic</c>
    /// goes on working, and wins over the cookie.
    /// </summary>
    /// <value><see langword="false"/> by default. The form is that of <c>MapHtpasswdApi</c>, which must be mapped.</value>
    public bool Enabled { get; set; }

    /// <summary>Gets or sets after what time the password is asked for again, whatever happens.</summary>
    /// <value>1 minute to 24 hours; 12 hours by default.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Gets or sets after what time without a request the password is asked for again.</summary>
    /// <value>1 minute to <see cref="Lifetime"/>; 1 hour by default.</value>
    public TimeSpan IdleLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets where browsers are sent to sign in: a page of the site's own, which everybody must be able to reach.</summary>
    /// <value>A local path; set by <c>MapHtpasswdApi</c> to its own form if <see langword="null"/>.</value>
    public string? Path { get; set; }
}
