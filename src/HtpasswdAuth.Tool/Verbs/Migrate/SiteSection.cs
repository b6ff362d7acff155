namespace HtpasswdAuth.Tool;

/// <summary>A section about a folder or an address, and what it says.</summary>
internal sealed record SiteSection(string Path, AccessSettings Settings);
