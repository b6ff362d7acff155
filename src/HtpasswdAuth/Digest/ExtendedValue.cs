using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace HtpasswdAuth;

/// <summary>A value as RFC 8187 encodes it: <c>UTF-8''J%C3%A4s%C3%B8n</c>, perhaps with a language between the quotes.</summary>
internal static class ExtendedValue
{
    private const string Charset = "UTF-8";

    private static readonly SearchValues<char> AttributeCharacters =
        SearchValues.Create("!#$&+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Decodes a value; <see langword="null"/> if it is malformed, or not UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<char> text)
    {
        int charsetEnd = text.IndexOf('\'');
        if (charsetEnd < 0 || !text[..charsetEnd].Equals(Charset, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        ReadOnlySpan<char> rest = text[(charsetEnd + 1)..];
        int languageEnd = rest.IndexOf('\'');
        return languageEnd < 0 ? null : DecodePercents(rest[(languageEnd + 1)..]);
    }

    private static string? DecodePercents(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[text.Length];
        int length = 0;
        while (!text.IsEmpty)
        {
            bool isEncoded = text[0] == '%';
            if (isEncoded
                ? text.Length < 3 || Convert.FromHexString(text.Slice(1, 2), bytes.AsSpan(length), out _, out _) != OperationStatus.Done
                : !AttributeCharacters.Contains(text[0]))
            {
                return null;
            }

            if (!isEncoded)
            {
                bytes[length] = (byte)text[0];
            }

            length++;
            text = text[(isEncoded ? 3 : 1)..];
        }

        return Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
