using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HtpasswdAuth;

/// <summary>Takes the signs of a pattern one after the other.</summary>
/// <param name="pattern">Each byte as one character.</param>
internal sealed class PatternReader(string pattern)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _next;

    public bool IsAtEnd => _next >= pattern.Length;

    public char Peek => pattern[_next];

    public bool IsAtRepeats
    {
        get
        {
            int before = _next;
            bool isThere = Peek == '{' && TryTakeRepeats(out _, out _);
            _next = before;
            return isThere;
        }
    }

    /// <summary>Gets whether the brace that was taken last begins a repetition.</summary>
    public bool IsBehindRepeats
    {
        get
        {
            _next--;
            bool isThere = IsAtRepeats;
            _next++;
            return isThere;
        }
    }

    public char Take() => IsAtEnd ? throw new PatternException("it ends too early") : pattern[_next++];

    public bool IsAt(string signs) => string.CompareOrdinal(pattern, _next, signs, 0, signs.Length) == 0;

    /// <summary>Passes one sign.</summary>
    /// <returns><see langword="true"/>.</returns>
    public bool Skip()
    {
        _next++;
        return true;
    }

    public bool TryTake(char sign)
    {
        bool isThere = !IsAtEnd && Peek == sign;
        _next += isThere ? 1 : 0;
        return isThere;
    }

    public bool TryTake(string signs)
    {
        bool isThere = IsAt(signs);
        _next += isThere ? signs.Length : 0;
        return isThere;
    }

    public string TakeUntil(string end)
    {
        int found = pattern.IndexOf(end, _next, StringComparison.Ordinal);
        string text = found < 0 ? throw new PatternException($"'{end}' is missing") : pattern[_next..found];
        _next = found + end.Length;
        return text;
    }

    /// <summary><c>*</c>, <c>+</c>, <c>?</c>, <c>{2}</c>, <c>{2,}</c>, <c>{2,3}</c>; any other brace stands for itself.</summary>
    public bool TryTakeRepeats(out int least, out int? most)
    {
        (least, most) = (0, null);
        if (TryTake('*'))
        {
            return true;
        }

        if (TryTake('+'))
        {
            least = 1;
            return true;
        }

        if (TryTake('?'))
        {
            most = 1;
            return true;
        }

        int end = !IsAtEnd && Peek == '{' ? pattern.IndexOf('}', _next) : -1;
        string[] numbers = end < 0 ? [] : pattern[(_next + 1)..end].Split(',');
        if (numbers.Length is not (1 or 2) || !IsNumber(numbers[0]) || (numbers.Length == 2 && numbers[1].Length > 0 && !IsNumber(numbers[1])))
        {
            return false;
        }

        _next = end + 1;
        least = Number(numbers[0]);
        most = numbers.Length == 1 ? least : numbers[1].Length == 0 ? null : Number(numbers[1]);
        return true;
    }

    /// <summary>What comes behind an opening parenthesis, and belongs to it.</summary>
    public PatternGroup TakeGroup(out (bool? IgnoresCase, bool? DotMatchesAll) options)
    {
        options = default;
        if (!IsAtEnd && Peek == '*')
        {
            throw new PatternException("(* is not supported");
        }

        if (!TryTake('?'))
        {
            return PatternGroup.Capturing;
        }

        return TryTake(':') ? PatternGroup.Plain
            : TryTake('>') ? PatternGroup.Atomic
            : TryTake('=') ? PatternGroup.Ahead
            : TryTake('!') ? PatternGroup.NotAhead
            : TryTake("<=") ? PatternGroup.Behind
            : TryTake("<!") ? PatternGroup.NotBehind
            : TryTake('#') ? Comment()
            : TryTake("P<") || TryTake('<') ? Named(">")
            : TryTake('\'') ? Named("'")
            : Options(out options);
    }

    private PatternGroup Comment()
    {
        TakeUntil(")");
        return PatternGroup.Comment;
    }

    private PatternGroup Named(string end)
    {
        string name = TakeUntil(end);
        return name.Length is 0 or > 32 || char.IsAsciiDigit(name[0]) || !name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '_') || !_names.Add(name)
            ? throw new PatternException("a group has a name that it cannot have")
            : PatternGroup.Capturing;
    }

    private PatternGroup Options(out (bool? IgnoresCase, bool? DotMatchesAll) options)
    {
        options = default;
        bool isOn = true;
        while (true)
        {
            switch (Take())
            {
                case '-' when isOn:
                    isOn = false;
                    break;
                case 'i':
                    options.IgnoresCase = isOn;
                    break;
                case 's':
                    options.DotMatchesAll = isOn;
                    break;
                case ')':
                    return PatternGroup.Options;
                case ':':
                    return PatternGroup.Plain;
                default:
                    throw new PatternException("it has a group or an option that is not supported");
            }
        }
    }

    /// <summary>What stands between <c>\Q</c> and <c>\E</c>, behind the backslash.</summary>
    public bool TryTakeQuoted([NotNullWhen(true)] out string? text)
    {
        text = null;
        if (TryTake('E'))
        {
            text = "";
        }
        else if (TryTake('Q'))
        {
            int end = pattern.IndexOf("\\E", _next, StringComparison.Ordinal);
            text = end < 0 ? pattern[_next..] : pattern[_next..end];
            _next = end < 0 ? pattern.Length : end + 2;
        }

        return text is not null;
    }

    public string TakeWhile(Func<char, bool> isOne, int most)
    {
        int start = _next;
        while (!IsAtEnd && _next - start < most && isOne(Peek))
        {
            _next++;
        }

        return pattern[start.._next];
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= 9 && text.All(char.IsAsciiDigit);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
