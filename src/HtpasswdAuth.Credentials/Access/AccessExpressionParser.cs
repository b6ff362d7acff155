using System.Globalization;

namespace HtpasswdAuth;

/// <summary>
/// Reads the expressions of httpd that are about what a request is: comparisons of variables, headers and literals by <c>==</c>,
/// <c>!=</c>, <c>=~</c>, <c>!~</c>, <c>-ipmatch</c>, <c>-in</c>, with <c>!</c>, <c>&amp;&amp;</c>, <c>||</c> and parentheses.
/// </summary>
internal sealed class AccessExpressionParser
{
    private const int MaxDepth = 50;

    private readonly ConfigLine _line;
    private readonly string _text;
    private int _next;
    private int _depth;

    private AccessExpressionParser(ConfigLine line, string text)
    {
        _line = line;
        _text = text;
    }

    /// <param name="line">A <c>Require</c>, whose expression may be quoted as a whole.</param>
    /// <exception cref="HtaccessException">It is not understood.</exception>
    public static AccessExpression Parse(ConfigLine line)
    {
        ReadOnlySpan<char> rest = line.Arguments;
        bool isFound = false;
        while (!isFound && ConfigWords.TryTake(ref rest, out string word))
        {
            isFound = word == "expr";
        }

        string text = rest.Trim(ConfigLines.Space).ToString();
        var parser = new AccessExpressionParser(line, text is ['"', _, .., '"'] ? text[1..^1] : text);
        AccessExpression expression = parser.ReadEither();
        return parser.IsAtEnd ? expression : throw parser.Unknown();
    }

    private bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _next == _text.Length;
        }
    }

    private AccessExpression ReadEither()
    {
        if (++_depth > MaxDepth)
        {
            throw Unknown();
        }

        AccessExpression left = ReadBoth();
        while (TryTake("||"))
        {
            left = new AccessExpression.Either(left, ReadBoth());
        }

        _depth--;
        return left;
    }

    private AccessExpression ReadBoth()
    {
        AccessExpression left = ReadOne();
        while (TryTake("&&"))
        {
            left = new AccessExpression.Both(left, ReadOne());
        }

        return left;
    }

    private AccessExpression ReadOne()
    {
        if (++_depth > MaxDepth)
        {
            throw Unknown();
        }

        AccessExpression one = TryTake("!") ? new AccessExpression.Not(ReadOne())
            : TryTake("(") ? ReadInner()
            : TryTakeWord("true") ? new AccessExpression.Constant(true)
            : TryTakeWord("false") ? new AccessExpression.Constant(false)
            : TryTakeWord("-R") ? new AccessExpression.InNetwork(RequestValue.Variable("REMOTE_ADDR")!, ReadNetwork())
            : TryTakeWord("-z") ? new AccessExpression.Empty(ReadValue())
            : TryTakeWord("-n") ? new AccessExpression.Not(new AccessExpression.Empty(ReadValue()))
            : ReadComparison();
        _depth--;
        return one;
    }

    private AccessExpression ReadInner()
    {
        AccessExpression inner = ReadEither();
        return TryTake(")") ? inner : throw Unknown();
    }

    private AccessExpression ReadComparison()
    {
        RequestValue value = ReadValue();
        return TryTake("==") ? new AccessExpression.Among(value, [ReadValue()])
            : TryTake("!=") ? new AccessExpression.Not(new AccessExpression.Among(value, [ReadValue()]))
            : TryTake("=~") ? new AccessExpression.Matching(value, ReadPattern())
            : TryTake("!~") ? new AccessExpression.Not(new AccessExpression.Matching(value, ReadPattern()))
            : TryTakeWord("-ipmatch") ? new AccessExpression.InNetwork(value, ReadNetwork())
            : TryTakeWord("-in") ? new AccessExpression.Among(value, ReadList())
            : throw Unknown();
    }

    private List<RequestValue> ReadList()
    {
        if (!TryTake("{"))
        {
            throw Unknown();
        }

        List<RequestValue> values = [ReadValue()];
        while (TryTake(","))
        {
            values.Add(ReadValue());
        }

        return TryTake("}") ? values : throw Unknown();
    }

    private AddressRange ReadNetwork() => ReadValue() is RequestValue.Literal literal && AddressRange.TryParse(literal.Text, out AddressRange range)
        ? range
        : throw Unknown();

    private RequestValue ReadValue()
    {
        SkipSpace();
        char first = _next < _text.Length ? _text[_next] : '\0';
        if (first is '\'' or '"')
        {
            return Literal(Until(++_next, first));
        }

        if (TryTake("%{"))
        {
            return RequestValue.Variable(Until(_next, '}')) ?? throw Unknown();
        }

        string word = TakeWord();
        if (word.Length > 0 && word.All(char.IsAsciiDigit))
        {
            return new RequestValue.Literal(word);
        }

        if (!TryTake("(") || ReadValue() is not RequestValue.Literal argument || !TryTake(")"))
        {
            throw Unknown();
        }

        return word switch
        {
            "http" or "req" => RequestValue.Header(argument.Text),
            "reqenv" => new RequestValue.EnvironmentVariable(argument.Text),
            _ => throw Unknown(),
        };
    }

    /// <summary>A quoted text may be one variable; one with variables among other text is not read.</summary>
    private RequestValue Literal(string text)
    {
        if (text.StartsWith("%{", StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1)
        {
            return RequestValue.Variable(text[2..^1]) ?? throw Unknown();
        }

        return text.AsSpan().ContainsAny("\\%$") ? throw Unknown() : new RequestValue.Literal(text);
    }

    private AccessPattern ReadPattern()
    {
        SkipSpace();
        char quote = TryTake("m") && _next < _text.Length ? _text[_next] : '/';
        if (_next >= _text.Length || _text[_next] != quote || char.IsLetterOrDigit(quote) || char.IsWhiteSpace(quote))
        {
            throw Unknown();
        }

        string pattern = Until(++_next, quote);
        bool ignoreCase = _next < _text.Length && _text[_next] == 'i';
        _next += ignoreCase ? 1 : 0;
        bool isEnd = _next == _text.Length || !char.IsLetterOrDigit(_text[_next]);
        return isEnd && !pattern.Contains("%{", StringComparison.Ordinal) && !pattern.EndsWith('\\')
            ? AccessPattern.Parse(_line, pattern, ignoreCase)
            : throw Unknown();
    }

    private string Until(int start, char end)
    {
        int found = _text.IndexOf(end, start);
        _next = found < 0 ? throw Unknown() : found + 1;
        return _text[start..found];
    }

    private string TakeWord()
    {
        int start = _next;
        while (_next < _text.Length && char.IsAsciiLetterOrDigit(_text[_next]))
        {
            _next++;
        }

        return _text[start.._next];
    }

    private bool TryTake(string sign)
    {
        SkipSpace();
        bool isThere = string.CompareOrdinal(_text, _next, sign, 0, sign.Length) == 0;
        _next += isThere ? sign.Length : 0;
        return isThere;
    }

    private bool TryTakeWord(string word)
    {
        int before = _next;
        bool isThere = TryTake(word) && (_next == _text.Length || !char.IsAsciiLetterOrDigit(_text[_next]));
        _next = isThere ? _next : before;
        return isThere;
    }

    private void SkipSpace()
    {
        while (_next < _text.Length && char.IsWhiteSpace(_text[_next]))
        {
            _next++;
        }
    }

    private HtaccessException Unknown() => HtaccessException.Arguments(
        _line,
        string.Create(
            CultureInfo.InvariantCulture,
            $"expr is not understood at its character {_next + 1}: what is known is comparing REQUEST_URI, REQUEST_METHOD, REMOTE_ADDR and headers"));
}
