namespace HtpasswdAuth;

/// <summary>
/// Options of the second factor of a scheme; in configuration under <c>SecondFactor</c> of the scheme's section.
/// </summary>
public sealed class SecondFactorOptions
{
    /// <summary>
    /// Gets or sets who must give a code. Any mode but <see cref="SecondFactorMode.None"/> needs an account database: <c>AddHtpasswdSqlite()</c>,
    /// or <c>AddHtpasswdPostgreSql(…)</c> where several machines share one.
    /// </summary>
    /// <value><see cref="SecondFactorMode.None"/> by default.</value>
    public SecondFactorMode Mode { get; set; }

    /// <summary>Gets or sets the file of keys that secrets are encrypted under. It is created where there are no enrolments yet.</summary>
    /// <value>
    /// A path, absolute or relative to the content root; by default beside the user file, <c>users.otp-key</c> for <c>users.htpasswd</c>.
    /// Where nodes share their stores it has to be set, and is never created: make the file once, <c>htauth otp key</c>, and copy it to each.
    /// </value>
    public string? KeyFile { get; set; }

    /// <summary>Gets or sets the site's name that authenticator apps show.</summary>
    /// <value>1 to 64 characters; the scheme's <see cref="HtpasswdOptions.Realm"/> by default.</value>
    public string? Issuer { get; set; }

    /// <summary>Gets or sets how many codes before and after that of this moment are accepted, for clocks that are off.</summary>
    /// <value>0 to 4; 1 by default, which is 30 seconds either way for an app that shows a new code every 30 seconds.</value>
    public int Window { get; set; } = 1;

    /// <summary>Gets or sets how far a token that counts may be ahead because its button was pressed for nothing.</summary>
    /// <value>In codes, 0 to 100; 10 by default. Apps, whose codes go by the clock, take no notice of it.</value>
    public int LookAhead { get; set; } = 10;

    /// <summary>Gets or sets after what time a code is asked for again, whatever happens.</summary>
    /// <value>1 minute to 24 hours; 6 hours by default.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Gets or sets after what time without a request a code is asked for again.</summary>
    /// <value>1 minute to <see cref="Lifetime"/>; 1 hour by default.</value>
    public TimeSpan IdleLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets or sets how long a browser that gave a right code once is known. Wrong codes and passwords of strangers
    /// then never make its user wait; it spares no code.
    /// </summary>
    /// <value>1 hour to 400 days; 180 days by default.</value>
    public TimeSpan DeviceLifetime { get; set; } = TimeSpan.FromDays(180);

    /// <summary>Gets or sets whether enrolling needs a one-time ticket of an administrator, <c>htauth otp ticket</c>, beside the password.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool RequireEnrolmentTicket { get; set; }

    /// <summary>
    /// Gets or sets whether programs may append the code to the password. The whole is tried as a password first, so passwords that end
    /// in digits work; each code is good once, and the answer carries the cookie for what follows.
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool AllowPasswordWithCode { get; set; }

    /// <summary>Gets or sets whether app passwords are accepted.</summary>
    /// <value><see langword="true"/> by default; there are none until somebody makes one.</value>
    public bool AllowAppPasswords { get; set; } = true;

    /// <summary>Gets or sets what app passwords may be like.</summary>
    public AppPasswordOptions AppPasswords { get; set; } = new();

    /// <summary>Gets or sets where browsers are sent for the code.</summary>
    /// <value>A local path; set by <c>MapHtpasswdApi</c> to its own form if <see langword="null"/>.</value>
    public string? CodePath { get; set; }

    /// <summary>Gets or sets where browsers are sent to enrol.</summary>
    /// <value>A local path; set by <c>MapHtpasswdApi</c> to its own form if <see langword="null"/>.</value>
    public string? EnrolmentPath { get; set; }

    /// <summary>
    /// Gets or sets whether signing out also makes the browser forget the password and all cookies (<c>Clear-Site-Data: "cookies"</c>).
    /// </summary>
    /// <value><see langword="false"/> by default, since it takes the cookies of the whole registered domain with it, subdomains included.</value>
    public bool ClearSiteDataOnSignOut { get; set; }

    /// <summary>Gets or sets the domain whose hosts share the cookie.</summary>
    /// <value><see langword="null"/> by default: this host alone, and the cookie is <c>__Host-htpasswd-2fa</c>; otherwise <c>__Secure-htpasswd-2fa</c>.</value>
    public string? CookieDomain { get; set; }

    /// <summary>
    /// Gets or sets whether on plain HTTP from this machine the cookie goes by the name <c>htpasswd-2fa</c> and without <c>Secure</c>,
    /// for browsers that keep no secure cookie of <c>http://localhost</c>.
    /// </summary>
    /// <value><see langword="false"/> by default.</value>
    public bool AllowInsecureForDevelopment { get; set; }

    /// <summary>Puts the key file beside the user file where nothing else is said.</summary>
    internal void PlaceBeside(string userFile, string realm, Func<string, string> resolve)
    {
        KeyFile = resolve(KeyFile ?? OtpFiles.Beside(userFile).Keys);
        Issuer ??= realm;
    }
}
