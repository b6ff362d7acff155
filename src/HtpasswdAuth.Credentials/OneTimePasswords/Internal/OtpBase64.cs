namespace HtpasswdAuth;

/// <summary>Base64 as we write it ourselves: padded, without white space, and only one text for each sequence of bytes.</summary>
internal static class OtpBase64
{
    private const int LongestText = 256;

    /// <summary>The number of characters for so many bytes.</summary>
    public static int Length(int bytes) => (bytes + 2) / 3 * 4;

    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes, out int written)
    {
        Span<char> again = stackalloc char[LongestText];
        try
        {
            written = 0;
            return text.Length <= LongestText
                && Convert.TryFromBase64Chars(text, bytes, out written)
                && Convert.TryToBase64Chars(bytes[..written], again, out int length)
                && text.SequenceEqual(again[..length]);
        }
        finally
        {
            again.Clear();
        }
    }

    public static bool IsBase64(ReadOnlySpan<char> text, int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        return TryDecode(text, bytes, out int written) && written == length;
    }
}
