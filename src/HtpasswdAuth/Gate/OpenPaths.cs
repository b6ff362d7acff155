using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace HtpasswdAuth;

/// <summary>Which requests pass the gate without a password. In doubt: none.</summary>
internal sealed class OpenPaths
{
    // What one reader of a path may take for a separator or an escape and another may not. Such a path is never open.
    private static readonly SearchValues<char> Ambiguous = SearchValues.Create("\\%;\0");

    private readonly PathString[] _paths;

    public OpenPaths(HtpasswdGateOptions options)
    {
        _paths = [.. options.OpenPaths.Select(path => new PathString(path.Value?.TrimEnd('/')))];
        if (Array.Exists(_paths, path => !path.HasValue))
        {
            throw new ArgumentException("An open path must name something below the root: '/' would open the whole site.", nameof(options));
        }
    }

    public bool Includes(HttpRequest request) => IsOpen(request.Path);

    private static bool IsPlain(string path) =>
        !path.AsSpan().ContainsAny(Ambiguous) && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal);

    private bool IsOpen(PathString path)
    {
        foreach (PathString open in _paths)
        {
            if (path.StartsWithSegments(open, StringComparison.Ordinal, out PathString below) && IsPlain(below.Value ?? ""))
            {
                return true;
            }
        }

        return false;
    }
}
