using System.Buffers;
using System.Globalization;
using System.Text;

namespace HtpasswdAuth;

/// <summary>Makes text that a stranger sent fit for one line of a log, the way httpd does: <c>\n</c>, <c>\"</c>, <c>\xhh</c>.</summary>
internal static class LogText
{
    // Long enough for any real name or path, short enough that a flood of failures doesn't fill the disk.
    public const int MaxLength = 256;

    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\', .. Enumerable.Range(0x7F, 0x21).Select(code => (char)code),
         '\u2028', '\u2029', '\u200E', '\u200F', .. Enumerable.Range(0x202A, 5).Select(code => (char)code), .. Enumerable.Range(0x2066, 4).Select(code => (char)code)]);

    public static string Escape(string text)
    {
        if (text.Length <= MaxLength && !text.AsSpan().ContainsAny(Unsafe))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (char character in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            Append(escaped, character);
        }

        return text.Length > MaxLength ? escaped.Append("...").ToString() : escaped.ToString();
    }

    private static void Append(StringBuilder escaped, char character)
    {
        if (character is '"' or '\\')
        {
            escaped.Append('\\').Append(character);
        }
        else if (!Unsafe.Contains(character))
        {
            escaped.Append(character);
        }
        else if (character < 0x100)
        {
            escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
        }
        else
        {
            escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }
    }
}
