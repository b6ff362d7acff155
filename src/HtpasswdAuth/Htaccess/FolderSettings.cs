namespace HtpasswdAuth;

/// <summary>All that one place, or several merged, says of access. Parts that it says nothing about are <see langword="null"/>.</summary>
internal sealed record FolderSettings
{
    public static readonly FolderSettings Nothing = new();

    /// <summary>Gets <c>AuthType</c>; <c>None</c> takes it back.</summary>
    public string? AuthType { get; init; }

    public string? AuthName { get; init; }

    /// <summary>Gets <c>AuthUserFile</c>, absolute.</summary>
    public string? UserFile { get; init; }

    /// <summary>Gets <c>AuthGroupFile</c>, absolute.</summary>
    public string? GroupFile { get; init; }

    /// <summary>Gets <c>AuthDigestDomain</c>: addresses with spaces between them.</summary>
    public string? DigestDomain { get; init; }

    /// <summary>Gets <c>AuthDigestNonceLifetime</c>, within what a scheme may have.</summary>
    public TimeSpan? DigestNonceLifetime { get; init; }

    public RuleSettings? Rules { get; init; }

    public HostAccess? Hosts { get; init; }

    /// <summary>What holds in a place below this one.</summary>
    public FolderSettings MergeWith(FolderSettings below) => new()
    {
        AuthType = below.AuthType ?? AuthType,
        AuthName = below.AuthName ?? AuthName,
        UserFile = below.UserFile ?? UserFile,
        GroupFile = below.GroupFile ?? GroupFile,
        DigestDomain = below.DigestDomain ?? DigestDomain,
        DigestNonceLifetime = below.DigestNonceLifetime ?? DigestNonceLifetime,
        Hosts = below.Hosts ?? Hosts,
        Rules = Rules is null || below.Rules is null ? below.Rules ?? Rules : Rules.MergeWith(below.Rules),
    };
}
