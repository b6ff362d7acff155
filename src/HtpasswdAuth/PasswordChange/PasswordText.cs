using System.Buffers;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>The forms of a text that are compared.</summary>
internal static class PasswordText
{
    /// <summary>What people put between words.</summary>
    private static readonly SearchValues<char> Separators = SearchValues.Create(" \t\u00A0-_.,:;/+|'\u2019");

    /// <summary>Whether a sign-in can send it: RFC 7617 allows no control characters, and half of a surrogate pair is no character.</summary>
    public static bool IsUsable(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            // Half of a pair is enumerated as U+FFFD; that character itself is a sign of a lossy conversion, and no password either.
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Normalization form C, in which passwords are stored; a text that has none stays as it is.</summary>
    public static string Compose(string text) => Normalize(text, NormalizationForm.FormC);

    /// <summary>A form in which texts are equal that people take for the same: without capitals, wide letters and ligatures.</summary>
    public static string Fold(string text) =>
        Ascii.IsValid(text)
            ? text.ToLowerInvariant()
            : Normalize(Normalize(text, NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant(), NormalizationForm.FormKC);

    /// <summary>The text without what stands between words.</summary>
    public static string Squeeze(string text) =>
        text.AsSpan().ContainsAny(Separators) ? string.Concat(text.Where(character => !Separators.Contains(character))) : text;

    /// <summary>The text without the digits and signs at its ends.</summary>
    public static string Stem(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && !IsLetter(text, start))
        {
            start++;
        }

        while (end > start && !IsLetter(text, end - 1))
        {
            end--;
        }

        return text[start..end];
    }

    public static int CountCodePoints(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (Rune _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// Whether a folded text contains a folded word, which no empty one is. One of three characters or fewer must not be a part of a
    /// longer word.
    /// </summary>
    public static bool ContainsWord(string text, string word)
    {
        const int LongEnough = 4;
        if (word.Length == 0)
        {
            return false;
        }

        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if (word.Length >= LongEnough || (!IsLetter(text, at - 1) && !IsLetter(text, end)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLetter(string text, int index) =>
        index >= 0 && index < text.Length && CharUnicodeInfo.GetUnicodeCategory(text, index) <= UnicodeCategory.OtherLetter;

    private static string Normalize(string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair, or a code point the platform's tables refuse.
            return text;
        }
    }
}
