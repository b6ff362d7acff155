namespace HtpasswdAuth;

/// <summary>Where sessions of the sign-in form are good, and what they are checked against.</summary>
internal sealed record FormSessionSite
{
    /// <summary>Makes what seals their cookie.</summary>
    public required AccountProtection Protection { get; init; }

    public required SignInFormOptions Options { get; init; }

    public required string? CookieDomain { get; init; }

    public required bool AllowInsecureCookie { get; init; }

    public required ICredentialStore Users { get; init; }

    public required IOtpStateStore States { get; init; }

    public required PasswordAliases Aliases { get; init; }

    public required TimeProvider Time { get; init; }
}
