using System.Buffers;

namespace HtpasswdAuth.Tool;

/// <summary>Which addresses can be written as a route as they are.</summary>
internal static class RoutePath
{
    private static readonly SearchValues<char> Special = SearchValues.Create("{}?*%#\\\"");

    public static bool IsPlain(string path) =>
        path.StartsWith('/') && !path.Contains("//", StringComparison.Ordinal) && !path.AsSpan().ContainsAny(Special) && !path.Any(char.IsControl);

    /// <summary>Whether an address is another or lies below it.</summary>
    public static bool IsWithin(string path, string outer) =>
        outer == "/" || path.Equals(outer, StringComparison.Ordinal) || path.StartsWith(outer + "/", StringComparison.Ordinal);
}
