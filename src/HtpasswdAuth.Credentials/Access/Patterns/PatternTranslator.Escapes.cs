using System.Globalization;

namespace HtpasswdAuth;

/// <summary>What comes behind a backslash outside of classes.</summary>
internal sealed partial class PatternTranslator
{
    private bool Escape()
    {
        if (_reader.TryTakeQuoted(out string? quoted))
        {
            // What is repeated behind the quotes is their last byte, which is not seen from here.
            Array.ForEach(quoted.ToCharArray(), character => Literal(character));
            return RefuseRepeats();
        }

        if (_escapes.TryTakeSet(out ByteSet? set))
        {
            Append(set.ToPattern());
            return true;
        }

        if (_escapes.TryTakeCode(out int code))
        {
            Literal(code);
            return true;
        }

        char next = _reader.Take();
        return next switch
        {
            'A' => Position("\\A"),
            'z' => Position("\\z"),
            'Z' => Position("(?=\\n?\\z)"),
            'b' => Position(PatternText.WordEdge(isNot: false)),
            'B' => Position(PatternText.WordEdge(isNot: true)),
            'R' when _behind == 0 => LineEnd(),
            >= '1' and <= '9' => Reference(next - '0'),
            _ => throw new PatternException($"\\{(next is > ' ' and <= '~' ? next : '?')} is not supported"),
        };
    }

    private bool Position(string text)
    {
        _isRegular &= text.StartsWith('\\');
        Append(text);
        return RefuseRepeats();
    }

    private bool LineEnd()
    {
        _isRegular = false;
        Append(PatternText.LineEnd);
        return true;
    }

    private bool Reference(int number)
    {
        bool isTwoDigits = !_reader.IsAtEnd && char.IsAsciiDigit(_reader.Peek);
        if (isTwoDigits || number > _closed || _ignoresCase || _behind > 0)
        {
            throw new PatternException("it refers to a group in a way that is not supported");
        }

        _isRegular = false;
        _out.Append(CultureInfo.InvariantCulture, $"(?:\\{number})");
        return true;
    }
}
