namespace HtpasswdAuth.Tool;

/// <summary>A virtual host of httpd, or the one there is.</summary>
internal sealed class SiteHost
{
    public List<string> Names { get; } = [];

    public string? Root { get; set; }

    /// <summary>Gets the addresses that lead to folders elsewhere.</summary>
    public List<(string Url, string Folder)> Aliases { get; } = [];

    /// <summary>Gets the sections about folders, in the order they were read.</summary>
    public List<SiteSection> Folders { get; } = [];

    /// <summary>Gets the sections about addresses, in the order they were read.</summary>
    public List<SiteSection> Locations { get; } = [];

    /// <summary>Gets the addresses that another server answers.</summary>
    public List<string> Proxied { get; } = [];

    public int Line { get; set; }
}
