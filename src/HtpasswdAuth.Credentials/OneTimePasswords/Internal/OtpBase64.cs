namespace HtpasswdAuth;

/// <summary>Base64 as we write it ourselves: padded, without white space, and only one text for each sequence of bytes.</summary>
internal static class OtpBase64
{
    /// <summary>The symbols whose lowest four bits are zero: those before two padding characters stand for nothing.</summary>
    private const string BeforeTwo = "AQgw";

    /// <summary>The symbols whose lowest two bits are zero.</summary>
    private const string BeforeOne = "AEIMQUYcgkosw048";

    /// <summary>The number of characters for so many bytes.</summary>
    public static int Length(int bytes) => (bytes + 2) / 3 * 4;

    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes, out int written) =>
        Convert.TryFromBase64Chars(text, bytes, out written) && text.Length == Length(written) && EndsInZeros(text);

    public static bool IsBase64(ReadOnlySpan<char> text, int length)
    {
        Span<byte> bytes = stackalloc byte[length];
        return text.Length == Length(length) && TryDecode(text, bytes, out int written) && written == length;
    }

    private static bool EndsInZeros(ReadOnlySpan<char> text) => text switch
    {
        [.., char last, '=', '='] => BeforeTwo.Contains(last, StringComparison.Ordinal),
        [.., char last, '='] => BeforeOne.Contains(last, StringComparison.Ordinal),
        _ => true,
    };
}
