namespace HtpasswdAuth.Tool;

/// <summary>The addresses of a host that a section is about, each with what all sections say of it together.</summary>
internal static class HttpdPaths
{
    public static IEnumerable<SitePath> Of(SiteHost host)
    {
        string[] inner = [.. host.Folders.SelectMany(section => AddressesOf(host, section.Path))];
        IEnumerable<string> paths = ["/", .. inner, .. host.Locations.Select(section => section.Path), .. host.Aliases.Select(alias => alias.Url), .. host.Proxied];
        return paths.Where(RoutePath.IsPlain).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(path => At(host, path));
    }

    /// <summary>Whether a folder is served, or holds one that is.</summary>
    public static bool Touches(SiteHost host, string folder) =>
        AddressesOf(host, folder).Any() || Places(host).Any(place => RoutePath.IsWithin(place.Folder, folder));

    private static SitePath At(SiteHost host, string path)
    {
        (string url, string? root) = Place(host, path);
        string? folder = root is null ? null : path == url ? root : root.TrimEnd('/') + path[(url == "/" ? 0 : url.Length)..];
        IEnumerable<SiteSection> folders = folder is null ? [] : host.Folders.Where(section => RoutePath.IsWithin(folder, section.Path)).OrderBy(section => section.Path.Length);
        IEnumerable<SiteSection> locations = host.Locations.Where(section => RoutePath.IsWithin(path, section.Path));
        AccessSettings settings = folders.Concat(locations).Aggregate(AccessSettings.None, (outer, section) => outer.With(section.Settings));
        bool isProxied = host.Proxied.Exists(proxied => RoutePath.IsWithin(path, proxied));
        return new SitePath(host.Names, path, isProxied ? null : root, url == "/" ? "" : url, settings);
    }

    private static (string Url, string? Folder) Place(SiteHost host, string path)
    {
        (string Url, string Folder) found = Places(host).Where(place => RoutePath.IsWithin(path, place.Url)).OrderByDescending(place => place.Url.Length).FirstOrDefault();
        return found.Url is null ? ("/", null) : found;
    }

    private static IEnumerable<string> AddressesOf(SiteHost host, string folder) =>
        Places(host)
            .Where(place => RoutePath.IsWithin(folder, place.Folder))
            .Select(place => "/" + $"{place.Url}/{folder[place.Folder.Length..]}".Trim('/').Replace("//", "/", StringComparison.Ordinal));

    private static List<(string Url, string Folder)> Places(SiteHost host) =>
        host.Root is { } root ? [("/", root), .. host.Aliases] : host.Aliases;
}
