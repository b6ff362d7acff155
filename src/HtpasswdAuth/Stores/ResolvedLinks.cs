namespace HtpasswdAuth;

/// <summary>Finds where symbolic links lead.</summary>
internal static class ResolvedLinks
{
    private const int MaxDepth = 40;

    /// <summary>The path with every link on the way resolved, whether there is something or not.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">The links lead round in a circle.</exception>
    public static string Resolve(string path) => Resolve(path, 0);

    /// <summary>The same, or the path as it is where links cannot be read or lead round in a circle.</summary>
    public static string ResolveOrKeep(string path)
    {
        try
        {
            return Resolve(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static string Resolve(string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new IOException("The links lead round in a circle.");
        }

        string? parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        string here = Path.Combine(Resolve(parent, depth), Path.GetFileName(path));
        return new FileInfo(here).LinkTarget is { } target
            ? Resolve(Path.GetFullPath(target, Path.GetDirectoryName(here)!), depth + 1)
            : here;
    }
}
