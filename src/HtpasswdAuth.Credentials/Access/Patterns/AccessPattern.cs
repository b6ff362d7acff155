using System.Text;
using System.Text.RegularExpressions;

namespace HtpasswdAuth;

/// <summary>A regular expression of a configuration file. It means what PCRE means by it, which httpd gives bytes, not characters.</summary>
internal sealed class AccessPattern
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(100);

    private readonly string _text;
    private readonly Regex _regex;
    private AccessPattern? _folded;

    private AccessPattern(string text, bool ignoreCase)
    {
        _text = text;
        _regex = Compile(PatternTranslator.Translate(Bytes(text), ignoreCase));
        _folded = ignoreCase ? this : null;
    }

    /// <summary>Gets the same pattern without regard to the case of ASCII letters.</summary>
    public AccessPattern Folded => _folded ??= new AccessPattern(_text, ignoreCase: true);

    /// <exception cref="HtaccessException">It is none, or nothing here means the same.</exception>
    public static AccessPattern Parse(ConfigLine line, string text, bool ignoreCase)
    {
        try
        {
            AccessPattern pattern = new(text, ignoreCase);
            _ = pattern.Folded;
            return pattern;
        }
        catch (PatternException exception)
        {
            throw HtaccessException.Arguments(line, $"has an expression that cannot be obeyed: {exception.Message}");
        }
    }

    /// <summary>The same for a pattern without a line.</summary>
    /// <exception cref="PatternException">It is none, or nothing here means the same.</exception>
    public static AccessPattern Parse(string text, bool ignoreCase) => new(text, ignoreCase);

    public PatternAnswer Find(string subject) => Find(subject, out _);

    /// <param name="subject">The text, which is looked at as UTF-8.</param>
    /// <param name="groups">What <c>$0</c> to <c>$9</c> stand for where it matches; otherwise empty.</param>
    public PatternAnswer Find(string subject, out string[] groups)
    {
        groups = [];
        try
        {
            Match match = _regex.Match(Bytes(subject));
            groups = match.Success ? [.. match.Groups.Cast<Group>().Take(10).Select(group => Text(group.Value))] : [];
            return match.Success ? PatternAnswer.Matches : PatternAnswer.Misses;
        }
        catch (Exception exception) when (exception is RegexMatchTimeoutException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            // The others are faults of the engine, with some patterns that go back within groups.
            return PatternAnswer.TooLong;
        }
    }

    /// <summary>Each byte as one character.</summary>
    public static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Text(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));

    private static Regex Compile((string Pattern, bool IsRegular) translated)
    {
        if (translated.IsRegular)
        {
            try
            {
                return new Regex(translated.Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, MostTime);
            }
            catch (NotSupportedException)
            {
                // Too large for it.
            }
        }

        try
        {
            return new Regex(translated.Pattern, RegexOptions.CultureInvariant, MostTime);
        }
        catch (ArgumentException)
        {
            throw new PatternException("nothing here means the same");
        }
    }
}

/// <summary>What a pattern says of a text.</summary>
internal enum PatternAnswer
{
    Misses,

    Matches,

    /// <summary>It takes too long to say: what asks is to refuse.</summary>
    TooLong,
}
