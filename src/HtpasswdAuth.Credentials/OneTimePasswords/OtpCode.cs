using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>A one-time password as people type it.</summary>
public static class OtpCode
{
    /// <summary>
    /// Leaves out white space, hyphens and dashes, and the invisible characters that copying brings along, and turns the decimal
    /// digits of any script into ASCII ones.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="code">Gets the digits; its length says how many there must be. Of no use if the answer is no.</param>
    /// <returns>Whether it was exactly that many digits.</returns>
    public static bool TryNormalize(ReadOnlySpan<char> typed, Span<char> code)
    {
        int length = 0;
        foreach (Rune rune in typed.EnumerateRunes())
        {
            if (OtpFiller.Contains(rune))
            {
                continue;
            }

            if (length == code.Length || Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber)
            {
                return false;
            }

            code[length++] = (char)('0' + (int)Rune.GetNumericValue(rune));
        }

        return length == code.Length;
    }
}
