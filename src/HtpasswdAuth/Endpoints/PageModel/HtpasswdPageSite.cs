namespace HtpasswdAuth;

/// <summary>What all pages of a scheme share.</summary>
public sealed record HtpasswdPageSite
{
    /// <summary>Gets the name of the scheme.</summary>
    public required string SchemeName { get; init; }

    /// <summary>Gets the realm, by which people know what the password is for.</summary>
    public required string Realm { get; init; }

    /// <summary>Gets the addresses of the pages.</summary>
    public required HtpasswdPageLinks Links { get; init; }

    /// <summary>Gets whether the scheme has a second factor.</summary>
    public required bool HasSecondFactor { get; init; }

    /// <summary>Gets whether people sign in by the form rather than by the browser's prompt; only then there is a page to sign in.</summary>
    public required bool HasSignInForm { get; init; }

    /// <summary>Gets whether people change their passwords here; only then there is a page for it.</summary>
    /// <value><see langword="true"/> by default.</value>
    public bool ChangesPasswords { get; init; } = true;
}
