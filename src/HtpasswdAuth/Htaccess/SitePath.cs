using System.Buffers;

namespace HtpasswdAuth;

/// <summary>Where a request's path leads in the folder of a site: the folders on the way, outermost first, and the name in the last of them.</summary>
/// <param name="Folders">All of them exist. The first is the root.</param>
/// <param name="Name">The first name on the way that is no folder; empty where the path leads to a folder.</param>
internal sealed record SitePath(IReadOnlyList<string> Folders, string Name)
{
    private static readonly SearchValues<char> OddOnWindows = SearchValues.Create("\\:~*?\"<>|");

    /// <summary>Gets whether the path is written the one way that leads there, and leads to something.</summary>
    public bool IsCanonical { get; private init; }

    /// <summary>Gets whether a folder is asked for by a path that is answered with what stands for it; without the slash it is only redirected.</summary>
    public bool EndsInSlash { get; init; }

    public string FullPath => Path.Combine(Folders[^1], Name);

    /// <summary>
    /// Takes the path apart the way the framework's static files map it. Whatever a request may contain, it leads to a place under the
    /// root, or nowhere.
    /// </summary>
    /// <param name="root">The folder of the site, absolute, without a separator at its end.</param>
    /// <param name="path">Of the request: decoded, with a slash at its beginning.</param>
    /// <returns><see langword="null"/> where the path leads nowhere.</returns>
    public static SitePath? Find(string root, string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && IsOddOnWindows(path)))
        {
            return null;
        }

        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(root, path.TrimStart('/'))));
        if (full != root && !full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return null;
        }

        SitePath found = Walk(root, full[root.Length..]);
        string canonical = full[root.Length..].Replace(Path.DirectorySeparatorChar, '/');
        bool exists = found.Name.Length == 0 || File.Exists(full);
        return found with
        {
            EndsInSlash = path.EndsWith('/'),
            IsCanonical = exists && (path == canonical || (found.Name.Length == 0 && path == canonical + "/")),
        };
    }

    /// <summary>Whether a segment is one that httpd's default configuration never serves: <c>.htaccess</c>, <c>.htpasswd</c> and the like.</summary>
    public static bool HasHiddenSegment(string path) => path.Contains("/.ht", StringComparison.OrdinalIgnoreCase);

    private static SitePath Walk(string root, string below)
    {
        List<string> folders = [root];
        foreach (string name in below.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(folders[^1], name);
            if (!Directory.Exists(next))
            {
                return new SitePath(folders, name);
            }

            folders.Add(next);
        }

        return new SitePath(folders, "");
    }

    // Streams (a.txt::$DATA), short names (SECRET~1) and ends that Windows drops: second names of one file.
    private static bool IsOddOnWindows(string path) =>
        path.AsSpan().ContainsAny(OddOnWindows) || path.Split('/').Any(segment => segment.EndsWith('.') || segment.EndsWith(' '));
}
