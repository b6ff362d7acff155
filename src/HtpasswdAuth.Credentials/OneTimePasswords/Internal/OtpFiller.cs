using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>Characters that group a code for the eye, or that copying brings along, and that are no part of it.</summary>
internal static class OtpFiller
{
    private const int MinusSign = 0x2212;

    /// <summary>
    /// White space, hyphens and dashes of every width, and what cannot be seen: zero-width characters and marks of direction.
    /// </summary>
    public static bool Contains(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || rune.Value == MinusSign
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
