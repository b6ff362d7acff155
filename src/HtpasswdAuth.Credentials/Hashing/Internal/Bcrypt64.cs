namespace HtpasswdAuth;

/// <summary>bcrypt's base 64: the alphabet <c>./A-Za-z0-9</c>, first bits first, no padding.</summary>
internal static class Bcrypt64
{
    private static ReadOnlySpan<byte> Alphabet => "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8;

    /// <summary>Both alphabets of base 64 hold the same characters.</summary>
    public static bool IsText(ReadOnlySpan<byte> text) => Crypt64.IsText(text);

    /// <summary>Whether the bits of the last character that belong to no byte are 0.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> text) => (ValueOf(text[^1]) & ((1 << (text.Length * 6 % 8)) - 1)) == 0;

    public static void Encode(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        uint bits = 0;
        int count = 0;
        int position = 0;
        foreach (byte value in bytes)
        {
            bits = (bits << 8) | value;
            count += 8;
            while (count >= 6)
            {
                count -= 6;
                text[position++] = Alphabet[(int)(bits >> count) & 63];
            }
        }

        if (count > 0)
        {
            text[position] = Alphabet[(int)(bits << (6 - count)) & 63];
        }
    }

    public static void Decode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        uint bits = 0;
        int count = 0;
        int position = 0;
        foreach (byte character in text)
        {
            bits = (bits << 6) | (uint)ValueOf(character);
            count += 6;
            if (count >= 8)
            {
                count -= 8;
                bytes[position++] = (byte)(bits >> count);
            }
        }
    }

    private static int ValueOf(byte character) => character switch
    {
        >= (byte)'a' => character - 'a' + 28,
        >= (byte)'A' => character - 'A' + 2,
        >= (byte)'0' => character - '0' + 54,
        _ => character - '.',
    };
}
