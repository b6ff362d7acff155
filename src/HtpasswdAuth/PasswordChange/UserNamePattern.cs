using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HtpasswdAuth;

/// <summary>Which users may change their passwords, by the whole of their names.</summary>
internal sealed class UserNamePattern
{
    // The pattern is the administrator's, the name a stranger's: together they must not occupy a processor.
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(100);

    private readonly Regex? _pattern;

    private UserNamePattern(Regex? pattern) => _pattern = pattern;

    /// <summary>Reads a pattern; without one every name matches.</summary>
    public static bool TryCreate(string? pattern, [NotNullWhen(true)] out UserNamePattern? created)
    {
        created = null;
        try
        {
            created = new UserNamePattern(pattern is null ? null : Anchor(pattern));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public bool Matches(string userName)
    {
        try
        {
            return _pattern?.IsMatch(userName) != false;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex Anchor(string pattern)
    {
        // By itself first: parentheses that balance only together with ours would let a part of it escape the anchors.
        _ = new Regex(pattern, RegexOptions.CultureInvariant, Timeout);

        // Not ^ and $: $ also matches before a line feed.
        return new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, Timeout);
    }
}
