using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>A set of bytes, as a class of a pattern is one.</summary>
internal sealed class ByteSet
{
    private readonly bool[] _has = new bool[256];

    public static ByteSet Digits => Of(static code => code is >= '0' and <= '9');

    public static ByteSet Words => Of(static code => char.IsAsciiLetterOrDigit((char)code) || code == '_');

    public static ByteSet Spaces => Of(static code => code is >= 9 and <= 13 or ' ');

    /// <summary>What <c>\h</c> means for single bytes.</summary>
    public static ByteSet Blanks => Of(static code => code is 9 or ' ' or 0xA0);

    /// <summary>What <c>\v</c> means for single bytes.</summary>
    public static ByteSet LineEnds => Of(static code => code is >= 10 and <= 13 or 0x85);

    public static ByteSet Newline => Of(static code => code == '\n');

    /// <summary>A POSIX class in the C locale; <see langword="null"/> for a name that is none.</summary>
    public static ByteSet? Posix(string name) => name switch
    {
        "alnum" => Of(static code => char.IsAsciiLetterOrDigit((char)code)),
        "alpha" => Of(static code => char.IsAsciiLetter((char)code)),
        "ascii" => Of(static code => code < 128),
        "blank" => Of(static code => code is 9 or ' '),
        "cntrl" => Of(static code => code is < 32 or 127),
        "digit" => Digits,
        "graph" => Of(static code => code is > 32 and < 127),
        "lower" => Of(static code => char.IsAsciiLetterLower((char)code)),
        "print" => Of(static code => code is >= 32 and < 127),
        "punct" => Of(static code => code is > 32 and < 127 && !char.IsAsciiLetterOrDigit((char)code)),
        "space" => Spaces,
        "upper" => Of(static code => char.IsAsciiLetterUpper((char)code)),
        "word" => Words,
        "xdigit" => Of(static code => char.IsAsciiHexDigit((char)code)),
        _ => null,
    };

    public static ByteSet Of(Func<int, bool> has)
    {
        var set = new ByteSet();
        for (int code = 0; code < 256; code++)
        {
            set._has[code] = has(code);
        }

        return set;
    }

    public ByteSet Add(ByteSet other) => Of(code => _has[code] || other._has[code]);

    public ByteSet Add(int first, int last) => Of(code => _has[code] || (code >= first && code <= last));

    public ByteSet Negated() => Of(code => !_has[code]);

    /// <summary>With both cases of each letter of ASCII that is in it.</summary>
    public ByteSet Folded() => Of(code => _has[code] || (char.IsAsciiLetter((char)code) && _has[code ^ 0x20]));

    /// <summary>As a class of .NET's.</summary>
    public string ToPattern()
    {
        var text = new StringBuilder();
        for (int first = 0; first < 256; first++)
        {
            int last = first;
            while (_has[first] && last < 255 && _has[last + 1])
            {
                last++;
            }

            if (_has[first])
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{first:x2}-\\x{last:x2}");
                first = last;
            }
        }

        return text.Length == 0 ? "(?!)" : $"[{text}]";
    }
}
