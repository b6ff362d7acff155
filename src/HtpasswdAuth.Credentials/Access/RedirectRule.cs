using System.Text;

namespace HtpasswdAuth;

/// <summary>One <c>Redirect</c> or <c>RedirectMatch</c>.</summary>
/// <param name="status">What is answered.</param>
/// <param name="path">The path, which stands for all below it as well; <see langword="null"/> where there is an expression.</param>
/// <param name="pattern">The expression.</param>
/// <param name="target">Where to; <see langword="null"/> for a status without a place.</param>
internal sealed class RedirectRule(int status, string? path, AccessPattern? pattern, string? target)
{
    public int Status => status;

    /// <summary>Whether it is about a path.</summary>
    /// <param name="requested">The path, with a slash at its beginning.</param>
    /// <param name="ignoreCase">Whether the path is that of no file, but of what routing finds without regard to case.</param>
    /// <param name="location">Where to; empty for a status without a place.</param>
    public PatternAnswer Find(string requested, bool ignoreCase, out string location)
    {
        location = "";
        if (pattern is not null)
        {
            PatternAnswer answer = (ignoreCase ? pattern.Folded : pattern).Find(requested, out string[] groups);
            location = answer == PatternAnswer.Matches && target is not null ? Substitute(target, groups) : "";
            return answer;
        }

        StringComparison comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        bool isBelow = requested.StartsWith(path!, comparison)
            && (requested.Length == path!.Length || path.EndsWith('/') || requested[path.Length] == '/');
        location = isBelow && target is not null ? target + Escape(requested[path!.Length..]) : "";
        return isBelow ? PatternAnswer.Matches : PatternAnswer.Misses;
    }

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Substitute(string target, string[] groups)
    {
        var result = new StringBuilder();
        for (int i = 0; i < target.Length; i++)
        {
            bool isGroup = target[i] == '$' && i + 1 < target.Length && char.IsAsciiDigit(target[i + 1]);
            int number = isGroup ? target[++i] - '0' : 0;
            result.Append(isGroup ? Escape(number < groups.Length ? groups[number] : "") : target[i].ToString());
        }

        return result.ToString();
    }
}
