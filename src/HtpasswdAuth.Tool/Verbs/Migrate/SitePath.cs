namespace HtpasswdAuth.Tool;

/// <summary>An address of the site, with all below it, and who is let in there.</summary>
/// <param name="Hosts">The names of the host; none means any.</param>
/// <param name="Path">Begins with a slash, and does not end with one unless it is the root.</param>
/// <param name="Folder">Where its files are; <see langword="null"/> where there are none.</param>
/// <param name="At">The address that the folder stands at; empty for the root.</param>
/// <param name="Settings">All that is said of it.</param>
/// <param name="IsExact">Whether it is about the address alone, and nothing below.</param>
internal sealed record SitePath(IReadOnlyList<string> Hosts, string Path, string? Folder, string At, AccessSettings Settings, bool IsExact = false);
