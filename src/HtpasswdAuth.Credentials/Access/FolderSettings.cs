namespace HtpasswdAuth;

/// <summary>All that one place, or several merged, says of access. Parts that it says nothing about are <see langword="null"/>.</summary>
internal sealed record FolderSettings
{
    public static readonly FolderSettings Nothing = new();

    /// <summary>Gets <c>AuthType</c>; <c>None</c> takes it back.</summary>
    public string? AuthType { get; init; }

    /// <summary>Gets the bytes of <c>AuthName</c>, each of them a character.</summary>
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

    /// <summary>Gets the variables that are set, those of folders above first.</summary>
    public IReadOnlyList<EnvironmentSetting> Environment { get; init; } = [];

    /// <summary>Gets the redirections, those of folders above last.</summary>
    public IReadOnlyList<RedirectRule> Redirects { get; init; } = [];

    /// <summary>Gets the rules of rewriting, which replace those of folders above.</summary>
    public RewriteSettings? Rewrite { get; init; }

    /// <summary>Gets the names of files that stand for a folder; <see langword="null"/> where nothing is said.</summary>
    public IReadOnlyList<string>? Indexes { get; init; }

    /// <summary>Gets which links are followed.</summary>
    public LinkOptions? Links { get; init; }

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
        Environment = below.Environment.Count == 0 ? Environment : [.. Environment, .. below.Environment],
        Redirects = below.Redirects.Count == 0 ? Redirects : [.. below.Redirects, .. Redirects],
        Rewrite = Rewrite is null || below.Rewrite is null ? below.Rewrite ?? Rewrite : Rewrite.MergeWith(below.Rewrite),
        Indexes = below.Indexes ?? Indexes,
        Links = Links is null || below.Links is null ? below.Links ?? Links : Links.MergeWith(below.Links),
        Rules = Rules is null || below.Rules is null ? below.Rules ?? Rules : Rules.MergeWith(below.Rules),
    };
}
