using System.Text;
using System.Text.RegularExpressions;

namespace HtpasswdAuth.Tool;

/// <summary>
/// Collects sections that name addresses by a pattern. Routes cannot say that, so what they protect is closed, and what they open
/// stays as it is around them.
/// </summary>
internal sealed class ClosedPatterns(MigrationNotes notes)
{
    private const string Everything = "";

    private readonly List<ClosedPattern> _patterns = [];

    public IReadOnlyList<ClosedPattern> Patterns => _patterns;

    /// <param name="section">The section.</param>
    /// <param name="settings">What it says; with what is around it, so that a name alone is no protection.</param>
    /// <param name="prefix">See <see cref="ClosedPattern"/>.</param>
    /// <param name="pattern">The expression.</param>
    /// <param name="isName">See <see cref="ClosedPattern"/>.</param>
    public void Add(ConfigNode section, AccessSettings settings, string prefix, string pattern, bool isName)
    {
        RuleNode rule = RuleSimplifier.Simplify(settings.Rule);
        if (rule.Kind == RuleKind.Granted)
        {
            notes.Todo(section, "opens addresses by a pattern", "it stays as it is around them; map those endpoints by hand, without a policy");
            return;
        }

        if (rule.Kind != RuleKind.Denied)
        {
            notes.Todo(section, "protects addresses by a pattern", "they are closed to everybody; map them by hand, with the policy they need, and take the pattern away");
        }

        _patterns.Add(new ClosedPattern(prefix, Checked(section, pattern), isName));
    }

    /// <summary>Closes addresses without a word.</summary>
    public void AddClosed(string pattern) => _patterns.Add(new ClosedPattern("", pattern, IsName: false));

    /// <summary>An expression for httpd's wildcards, of which none stands for a slash.</summary>
    public static string FromWildcard(string pattern, bool isName)
    {
        var text = new StringBuilder(isName ? "^" : "^(?:");
        foreach (char character in pattern)
        {
            text.Append(character switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                '[' or ']' => character.ToString(),
                _ => Regex.Escape(character.ToString()),
            });
        }

        return text.Append(isName ? "$" : ")(/|$)").ToString();
    }

    private string Checked(ConfigNode section, string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
            return pattern;
        }
        catch (ArgumentException)
        {
            notes.Todo(section, "has an expression that .NET does not read", "the whole site is closed for it; write another in its place");
            return Everything;
        }
    }
}
