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

    /// <summary>Gets whether the path leads to no file or folder of exactly that name; an endpoint may have it.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>Gets whether a folder on the way has its name in another case of letters.</summary>
    public bool IsMiscased { get; init; }

    /// <summary>Gets what comes after the name, with a separator before it.</summary>
    public string Behind { get; init; } = "";

    public string FullPath => Path.Combine(Folders[^1], Name);

    /// <summary>Gets the same, of a folder with a separator at its end if it was asked for with one.</summary>
    public string FileName => FullPath + (Name.Length == 0 && EndsInSlash ? Path.DirectorySeparatorChar : "");

    /// <summary>
    /// Takes the path apart the way the framework's static files map it. Whatever a request may contain, it leads to a place under the
    /// root, or nowhere.
    /// </summary>
    /// <param name="root">The folder of the site, absolute, without a separator at its end.</param>
    /// <param name="path">Of the request: decoded, with a slash at its beginning.</param>
    /// <param name="findFolder">
    /// Finds the folder in another one that has a name but for the case of letters: routing finds endpoints by it, so that its rules must hold.
    /// </param>
    /// <returns><see langword="null"/> where the path leads nowhere.</returns>
    public static SitePath? Find(string root, string path, Func<string, string, string?> findFolder)
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

        SitePath found = Walk(root, full[root.Length..], findFolder);
        string canonical = full[root.Length..].Replace(Path.DirectorySeparatorChar, '/');
        bool isFile = found.Name.Length > 0 && found.Behind.Length == 0 && File.Exists(full);
        if (isFile && path.EndsWith('/'))
        {
            // What is behind a file is nothing, however it would be read.
            return null;
        }

        bool exists = !found.IsMiscased && (found.Name.Length == 0 || isFile);
        return found with
        {
            EndsInSlash = path.EndsWith('/'),
            IsVirtual = !exists,
            Behind = found.Name.Length == 0 ? "" : found.Behind,
            IsCanonical = exists && (path == canonical || (found.Name.Length == 0 && path == canonical + "/")),
        };
    }

    /// <summary>Whether a segment is one that httpd's default configuration never serves: <c>.htaccess</c>, <c>.htpasswd</c> and the like.</summary>
    public static bool HasHiddenSegment(string path) => path.Contains("/.ht", StringComparison.OrdinalIgnoreCase);

    private static SitePath Walk(string root, string below, Func<string, string, string?> findFolder)
    {
        List<string> folders = [root];
        bool isMiscased = false;
        string[] names = below.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < names.Length; i++)
        {
            string next = Path.Combine(folders[^1], names[i]);
            if (!Directory.Exists(next))
            {
                if (File.Exists(next) || findFolder(folders[^1], names[i]) is not { } other)
                {
                    string behind = string.Concat(names[(i + 1)..].Select(name => Path.DirectorySeparatorChar + name));
                    return new SitePath(folders, names[i]) { IsMiscased = isMiscased, Behind = behind };
                }

                isMiscased = true;
                next = Path.Combine(folders[^1], other);
            }

            folders.Add(next);
        }

        return new SitePath(folders, "") { IsMiscased = isMiscased };
    }

    // Streams (a.txt::$DATA), short names (SECRET~1) and ends that Windows drops: second names of one file.
    private static bool IsOddOnWindows(string path) =>
        path.AsSpan().ContainsAny(OddOnWindows) || path.Split('/').Any(segment => segment.EndsWith('.') || segment.EndsWith(' '));
}
