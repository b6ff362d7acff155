using System.Buffers;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>Texts, numbers and times of YAML 1.2 that stand on one line: plain, in single or in double quotes.</summary>
internal static class YamlScalar
{
    /// <summary>What a value that is not quoted must not begin with: it would be a tag, an anchor, a block or a collection.</summary>
    private const string Indicators = "-?:,[]{}#&*!|>%@`";

    private const string PlainPunctuation = " _-./@+";

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_");

    private static readonly string[] Resolved = ["", "null", "true", "false", "yes", "no", "on", "off", "y", "n"];

    /// <summary>Reads <c>key:</c>; keys are not quoted.</summary>
    public static bool TryReadKey(Span<char> text, out Span<char> key, out Span<char> rest)
    {
        int end = text.IndexOfAnyExcept(KeyCharacters);
        bool isKey = end > 0 && text[end] == ':' && (end + 1 == text.Length || text[end + 1] == ' ');
        key = isKey ? text[..end] : default;
        rest = isKey ? text[(end + 1)..].TrimStart(' ') : default;
        return isKey;
    }

    /// <summary>Reads a value. Quotes and escapes are taken away in place.</summary>
    /// <param name="text">From the value's first character on.</param>
    /// <param name="isFlow">Whether it stands in braces, where a comma ends it.</param>
    /// <param name="value">The value.</param>
    /// <param name="rest">What follows it.</param>
    public static bool TryReadValue(Span<char> text, bool isFlow, out Span<char> value, out Span<char> rest)
    {
        if (!text.IsEmpty && text[0] == '\'')
        {
            return TryReadSingleQuoted(text, out value, out rest);
        }

        return !text.IsEmpty && text[0] == '"' ? TryReadDoubleQuoted(text, out value, out rest) : TryReadPlain(text, isFlow, out value, out rest);
    }

    /// <summary>Whether nothing follows but a comment.</summary>
    public static bool IsEnd(ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> trimmed = rest.TrimStart(' ');
        return trimmed.IsEmpty || (trimmed[0] == '#' && trimmed.Length < rest.Length);
    }

    /// <summary>Plain where no reader could take it for something else, otherwise in double quotes.</summary>
    public static string Format(string text)
    {
        bool isPlain = !Resolved.Contains(text, StringComparer.OrdinalIgnoreCase)
            && (char.IsLetter(text[0]) || text[0] == '_')
            && text[^1] != ' '
            && text.All(character => char.IsLetterOrDigit(character) || PlainPunctuation.Contains(character));
        return isPlain ? text : $"\"{string.Concat(text.Select(Escape))}\"";
    }

    private static string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        _ when char.IsControl(character) => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)character:X2}"),
        '\u2028' or '\u2029' or '\ufeff' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
        _ => $"{character}",
    };

    private static bool TryReadPlain(Span<char> text, bool isFlow, out Span<char> value, out Span<char> rest)
    {
        int end = 0;
        while (end < text.Length && !EndsPlain(text, end, isFlow))
        {
            end++;
        }

        value = text[..end].TrimEnd(' ');
        rest = text[value.Length..];
        bool isMapping = value.IndexOf(": ") >= 0 || value.EndsWith(':');
        return !isMapping && (value.IsEmpty || !Indicators.Contains(value[0]));
    }

    private static bool EndsPlain(ReadOnlySpan<char> text, int position, bool isFlow) => text[position] switch
    {
        '#' => position == 0 || text[position - 1] == ' ',
        ',' or '[' or ']' or '{' or '}' => isFlow,
        _ => false,
    };

    private static bool TryReadSingleQuoted(Span<char> text, out Span<char> value, out Span<char> rest)
    {
        int target = 0;
        int position = 1;
        while (position < text.Length && (text[position] != '\'' || (position + 1 < text.Length && text[position + 1] == '\'')))
        {
            position += text[position] == '\'' ? 1 : 0;
            text[target++] = text[position++];
        }

        value = text[..target];
        rest = position < text.Length ? text[(position + 1)..] : default;
        return position < text.Length;
    }

    private static bool TryReadDoubleQuoted(Span<char> text, out Span<char> value, out Span<char> rest)
    {
        int target = 0;
        int position = 1;
        value = default;
        rest = default;
        while (position < text.Length && text[position] != '"')
        {
            if (text[position] != '\\')
            {
                text[target++] = text[position++];
                continue;
            }

            if (!TryReadEscape(text[(position + 1)..], out Rune rune, out int length))
            {
                return false;
            }

            target += rune.EncodeToUtf16(text[target..]);
            position += 1 + length;
        }

        value = text[..target];
        rest = position < text.Length ? text[(position + 1)..] : default;
        return position < text.Length;
    }

    /// <param name="text">What follows the backslash.</param>
    /// <param name="rune">The character.</param>
    /// <param name="length">How much of the text was read.</param>
    private static bool TryReadEscape(ReadOnlySpan<char> text, out Rune rune, out int length)
    {
        rune = default;
        length = 1;
        int digits = text.IsEmpty ? 0 : text[0] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            length = 1 + digits;
            return text.Length >= length
                && int.TryParse(text[1..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
                && Rune.TryCreate(code, out rune);
        }

        int place = text.IsEmpty ? -1 : "0abtnvfre\"/\\ N_LP".IndexOf(text[0], StringComparison.Ordinal);
        return place >= 0 && Rune.TryCreate("\0\a\b\t\n\v\f\r\e\"/\\ \u0085\u00a0\u2028\u2029"[place], out rune);
    }
}
