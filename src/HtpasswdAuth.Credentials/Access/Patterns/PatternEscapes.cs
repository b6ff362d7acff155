using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HtpasswdAuth;

/// <summary>Takes what comes behind a backslash.</summary>
internal sealed class PatternEscapes(PatternReader reader)
{
    /// <summary>A letter that stands for several bytes, behind the backslash.</summary>
    public bool TryTakeSet([NotNullWhen(true)] out ByteSet? set)
    {
        set = reader.IsAtEnd ? null : reader.Peek switch
        {
            'd' => ByteSet.Digits,
            'D' => ByteSet.Digits.Negated(),
            'w' => ByteSet.Words,
            'W' => ByteSet.Words.Negated(),
            's' => ByteSet.Spaces,
            'S' => ByteSet.Spaces.Negated(),
            'h' => ByteSet.Blanks,
            'H' => ByteSet.Blanks.Negated(),
            'v' => ByteSet.LineEnds,
            'V' => ByteSet.LineEnds.Negated(),
            'N' when !reader.IsAt("N{") => ByteSet.Newline.Negated(),
            _ => null,
        };
        return set is not null && reader.Skip();
    }

    /// <summary>What stands for one byte, behind the backslash.</summary>
    public bool TryTakeCode(out int code)
    {
        char next = reader.IsAtEnd ? throw new PatternException("it ends with a backslash") : reader.Peek;
        code = next switch
        {
            'a' => 7,
            'e' => 27,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            _ when next >= 128 || !char.IsAsciiLetterOrDigit(next) => next,
            _ => -1,
        };
        if (code >= 0)
        {
            return reader.Skip();
        }

        code = next switch
        {
            'x' => Hexadecimal(),
            '0' => Octal(),
            'c' => Control(),
            _ => -1,
        };
        return code >= 0;
    }

    private int Hexadecimal()
    {
        reader.Skip();
        bool isBraced = reader.TryTake('{');
        string digits = isBraced ? reader.TakeUntil("}") : reader.TakeWhile(char.IsAsciiHexDigit, most: 2);
        return digits.Length == 0 && !isBraced ? 0
            : int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) && code < 256 ? code
            : throw new PatternException("\\x stands for no byte");
    }

    private int Octal()
    {
        reader.Skip();
        return reader.TakeWhile(static digit => digit is >= '0' and <= '7', most: 2).Aggregate(0, static (code, digit) => (code * 8) + digit - '0');
    }

    private int Control()
    {
        reader.Skip();
        char letter = reader.Take();
        return letter is >= ' ' and <= '~' ? char.ToUpperInvariant(letter) ^ 64 : throw new PatternException("\\c stands for no byte");
    }
}
