namespace HtpasswdAuth;

/// <summary>What <c>AuthType Digest</c> takes from <c>.htaccess</c> files.</summary>
/// <param name="UserFile">The digest file, absolute.</param>
/// <param name="Realm">Printable ASCII without a colon, not empty.</param>
/// <param name="Domain"><c>AuthDigestDomain</c>; <see langword="null"/> for the whole site.</param>
/// <param name="NonceLifetime"><c>AuthDigestNonceLifetime</c>, within what a scheme may have.</param>
internal sealed record DigestFolder(string UserFile, string Realm, string? Domain, TimeSpan NonceLifetime)
{
    /// <summary>The options of a scheme that does the same.</summary>
    /// <param name="passwords">How passwords are checked on the site.</param>
    /// <param name="events">What the application does at the turns of a sign-in.</param>
    public HtdigestOptions ToOptions(HtpasswdOptions passwords, HtdigestEvents events) => new()
    {
        UserFile = UserFile,
        Realm = Realm,
        Domain = Domain,
        NonceLifetime = NonceLifetime,
        AllowInsecureTransport = passwords.AllowInsecureTransport,
        AttemptThrottle = passwords.AttemptThrottle,
        MissingFileGrace = passwords.MissingFileGrace,
        ShrunkFileGrace = passwords.ShrunkFileGrace,
        PollInterval = passwords.PollInterval,
        SuppressChallengeForScripts = passwords.SuppressChallengeForScripts,
        ClaimsIssuer = passwords.ClaimsIssuer,
        TimeProvider = passwords.TimeProvider,
        Events = events,
        PasswordChange = new PasswordChangeOptions { MaxAge = passwords.PasswordChange.MaxAge },
    };
}
