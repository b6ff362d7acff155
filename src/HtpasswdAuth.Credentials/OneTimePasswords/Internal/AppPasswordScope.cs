using System.Buffers;

namespace HtpasswdAuth;

/// <summary>The paths and methods that an app password is good for.</summary>
internal static class AppPasswordScope
{
    private const int LongestPath = 1024;
    private const int LongestMethod = 32;

    // What one reader of a path may take for a separator or an escape and another may not.
    private static readonly SearchValues<char> Ambiguous = SearchValues.Create("\\%;\0");
    private static readonly SearchValues<char> MethodCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ-_");

    /// <summary>Whether it can be a path of a scope: from the root, and the same for every reader.</summary>
    public static bool IsPath(string path) =>
        path.Length <= LongestPath
        && path.StartsWith('/')
        && !path.Any(char.IsControl)
        && !path.AsSpan().ContainsAny(Ambiguous)
        && !path.Contains("//", StringComparison.Ordinal)
        && !path.Split('/').Any(segment => segment is "." or "..");

    public static bool IsMethod(string method) => method.Length is > 0 and <= LongestMethod && !method.AsSpan().ContainsAnyExcept(MethodCharacters);

    /// <summary>Whether a path is one of these or lies below, and every reader would say so.</summary>
    public static bool Includes(IEnumerable<string> scope, string path)
    {
        foreach (string start in scope)
        {
            ReadOnlySpan<char> root = start.AsSpan().TrimEnd('/');
            if (path.AsSpan().StartsWith(root, StringComparison.Ordinal) && IsPlain(path.AsSpan(root.Length)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what is left of a path begins a new segment, and holds nothing that could lead out of it.</summary>
    private static bool IsPlain(ReadOnlySpan<char> below) =>
        (below.IsEmpty || below[0] == '/')
        && !below.ContainsAny(Ambiguous)
        && !below.Contains("//", StringComparison.Ordinal)
        && !below.Contains("/.", StringComparison.Ordinal);
}
