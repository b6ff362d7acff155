using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// Writes a pattern of PCRE2 (10.42, without UTF mode, with <c>DOTALL</c> and <c>DOLLAR_ENDONLY</c>, as httpd compiles it) for .NET's engine, where both
/// look at bytes. What it does not know it refuses.
/// </summary>
internal sealed partial class PatternTranslator
{
    private const int MaxLength = 8_192;
    private const int MaxDepth = 100;
    private const int MaxRepeats = 1_000;

    private readonly PatternReader _reader;
    private readonly PatternEscapes _escapes;
    private readonly StringBuilder _out = new();
    private bool _ignoresCase;
    private bool _dotMatchesAll = true;
    private bool _isRegular = true;
    private int _groups;
    private int _closed;
    private int _atomic;
    private int _empty;
    private int _depth;
    private int _behind;

    private PatternTranslator(string pattern, bool ignoreCase)
    {
        _reader = new PatternReader(pattern);
        _escapes = new PatternEscapes(_reader);
        _ignoresCase = ignoreCase;
    }

    /// <param name="pattern">Each byte as one character.</param>
    /// <param name="ignoreCase">Whether the case of ASCII letters does not matter.</param>
    /// <returns>The pattern, and whether it needs no going back.</returns>
    /// <exception cref="PatternException">It holds what has no exact counterpart.</exception>
    public static (string Pattern, bool IsRegular) Translate(string pattern, bool ignoreCase)
    {
        if (pattern.Length > MaxLength)
        {
            throw new PatternException($"it is longer than {MaxLength} bytes");
        }

        var translator = new PatternTranslator(pattern, ignoreCase);
        translator.Alternatives();
        return translator._reader.IsAtEnd
            ? (translator._out.ToString(), translator._isRegular)
            : throw new PatternException("a parenthesis is closed that is not open");
    }

    private void Alternatives()
    {
        if (++_depth > MaxDepth)
        {
            throw new PatternException("its groups are nested too deeply");
        }

        int start = _out.Length;
        while (!_reader.IsAtEnd && _reader.Peek != ')')
        {
            if (_reader.TryTake('|'))
            {
                _empty += _out.Length == start ? 1 : 0;
                _out.Append('|');
                start = _out.Length;
            }
            else
            {
                Item();
            }
        }

        _empty += _out.Length == start ? 1 : 0;
        _depth--;
    }

    /// <summary>Something, and how often.</summary>
    private void Item()
    {
        int start = _out.Length;
        (int groups, int unsafeBefore) = (_groups, _atomic + _empty);
        if (Atom())
        {
            Quantifier(start, hasGroups: _groups > groups, isUnsafe: _atomic + _empty > unsafeBefore);
        }
        else
        {
            RefuseRepeats();
        }
    }

    /// <returns>Whether it may be repeated.</returns>
    private bool Atom()
    {
        char next = _reader.Take();
        switch (next)
        {
            case '.':
                Append((_dotMatchesAll ? ByteSet.Of(static _ => true) : ByteSet.Newline.Negated()).ToPattern());
                return true;
            case '^':
                Append("\\A");
                return false;
            case '$':
                Append("\\z");
                return false;
            case '[':
                Append(new PatternClass(_reader, _ignoresCase).Read().ToPattern());
                return true;
            case '(':
                return Group();
            case '\\':
                return Escape();
            case '*' or '+' or '?':
                throw new PatternException("it repeats nothing");
            case '{' when _reader.IsBehindRepeats:
                throw new PatternException("it repeats nothing");
            default:
                Literal(next);
                return true;
        }
    }

    private void Literal(int code)
    {
        ByteSet set = new ByteSet().Add(code, code);
        Append((_ignoresCase ? set.Folded() : set).ToPattern());
    }

    private void Append(string text) => _out.Append(text);

    /// <summary>
    /// The engine repeats what may not be given back as if it might, misses what may be nothing, and loses its place with groups in what may not
    /// be given back.
    /// </summary>
    private void Quantifier(int start, bool hasGroups, bool isUnsafe)
    {
        if (!_reader.TryTakeRepeats(out int least, out int? most))
        {
            return;
        }

        if (isUnsafe)
        {
            throw new PatternException("it repeats what may not be given back, or an alternative that is empty");
        }

        if (_behind > 0 && least != most)
        {
            throw new PatternException("it looks behind for what has no fixed length");
        }

        if (least > MaxRepeats || most > MaxRepeats || most < least)
        {
            throw new PatternException($"it repeats more than {MaxRepeats} times");
        }

        _out.Append(CultureInfo.InvariantCulture, $"{{{least},{most}}}");
        if (_reader.TryTake('?'))
        {
            _out.Append('?');
        }
        else if (_reader.TryTake('+'))
        {
            _atomic += hasGroups ? throw new PatternException("it has groups in what may not be given back") : 1;
            _isRegular = false;
            _out.Insert(start, "(?>").Append(')');
        }

        if (!_reader.IsAtEnd && (_reader.Peek is '*' or '+' or '?' || _reader.IsAtRepeats))
        {
            throw new PatternException("it repeats a repetition");
        }
    }

    private bool Group()
    {
        (bool ignored, bool dot) = (_ignoresCase, _dotMatchesAll);
        PatternGroup kind = _reader.TakeGroup(out (bool? IgnoresCase, bool? DotMatchesAll) options);
        if (kind == PatternGroup.Comment)
        {
            return false;
        }

        _ignoresCase = options.IgnoresCase ?? _ignoresCase;
        _dotMatchesAll = options.DotMatchesAll ?? _dotMatchesAll;
        if (kind == PatternGroup.Options)
        {
            return false;
        }

        bool looks = kind is PatternGroup.Ahead or PatternGroup.NotAhead or PatternGroup.Behind or PatternGroup.NotBehind;
        bool looksBehind = kind is PatternGroup.Behind or PatternGroup.NotBehind;
        if (_behind > 0)
        {
            throw new PatternException("it looks behind for more than plain text");
        }

        _isRegular &= kind is PatternGroup.Plain or PatternGroup.Capturing;
        _behind += looksBehind ? 1 : 0;
        int number = kind == PatternGroup.Capturing ? ++_groups : 0;
        int before = _groups;
        Append(PatternText.Opening(kind));
        Alternatives();
        bool isAtomic = looks || kind == PatternGroup.Atomic;
        _atomic += isAtomic && _groups > before ? throw new PatternException("it has groups in what may not be given back") : isAtomic ? 1 : 0;
        if (!_reader.TryTake(')'))
        {
            throw new PatternException("a parenthesis is not closed");
        }

        _out.Append(')');
        _closed = Math.Max(_closed, number);
        _behind -= looksBehind ? 1 : 0;
        (_ignoresCase, _dotMatchesAll) = (ignored, dot);
        return looks ? RefuseRepeats() : true;
    }

    /// <returns><see langword="false"/>: what comes before may not be repeated, and is not.</returns>
    private bool RefuseRepeats() => !_reader.IsAtEnd && (_reader.Peek is '*' or '+' or '?' || _reader.IsAtRepeats)
        ? throw new PatternException("it repeats what takes no text")
        : false;
}
