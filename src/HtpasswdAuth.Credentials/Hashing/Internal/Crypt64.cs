using System.Buffers;
using System.Buffers.Binary;

namespace HtpasswdAuth;

/// <summary>The base 64 of crypt(3): the alphabet <c>./0-9A-Za-z</c>, no padding.</summary>
internal static class Crypt64
{
    private static readonly SearchValues<byte> Characters = SearchValues.Create(Alphabet);

    /// <summary>
    /// What libxcrypt lets stand in the salt of <c>$1$</c>, <c>$5$</c> and <c>$6$</c>: visible ASCII but <c>! $ * : ; \</c>
    /// (found by trying every byte; the formats in crypt(5) read as if more were allowed).
    /// </summary>
    private static readonly SearchValues<byte> SaltCharacters = SearchValues.Create(
        "\"#%&'()+,-./0123456789<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>The order in which MD5-crypt writes the bytes of its digest, in groups of three.</summary>
    public static ReadOnlySpan<byte> Md5Order => [12, 6, 0, 13, 7, 1, 14, 8, 2, 15, 9, 3, 5, 10, 4, 11];

    public static ReadOnlySpan<byte> Sha256Order =>
    [
        20, 10, 0, 11, 1, 21, 2, 22, 12, 23, 13, 3, 14, 4, 24, 5, 25, 15, 26, 16, 6, 17, 7, 27, 8, 28, 18, 29, 19, 9, 30, 31,
    ];

    public static ReadOnlySpan<byte> Sha512Order =>
    [
        42, 21, 0, 1, 43, 22, 23, 2, 44, 45, 24, 3, 4, 46, 25, 26, 5, 47, 48, 27, 6, 7, 49, 28, 29, 8, 50, 51, 30, 9, 10, 52,
        31, 32, 11, 53, 54, 33, 12, 13, 55, 34, 35, 14, 56, 57, 36, 15, 16, 58, 37, 38, 17, 59, 60, 39, 18, 19, 61, 40, 41, 20, 62, 63,
    ];

    private static ReadOnlySpan<byte> Natural =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    ];

    private static ReadOnlySpan<byte> Alphabet => "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;

    public static bool IsText(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(Characters);

    public static bool IsCryptSalt(ReadOnlySpan<byte> salt) => !salt.ContainsAnyExcept(SaltCharacters);

    public static int LengthOf(int byteCount) => ((byteCount * 8) + 5) / 6;

    public static int ValueOf(byte character) => character switch
    {
        >= (byte)'a' => character - 'a' + 38,
        >= (byte)'A' => character - 'A' + 12,
        _ => character - '.',
    };

    public static byte CharacterOf(int value) => Alphabet[value & 63];

    /// <summary>Whether the bits of the last character that belong to no byte, its upper ones, are 0.</summary>
    public static bool IsCanonicalLittleEndian(ReadOnlySpan<byte> text) =>
        ValueOf(text[^1]) >> (6 - (text.Length * 6 % 8)) == 0;

    /// <summary>A number in 6 bits a character, the lowest ones first.</summary>
    public static uint NumberOf(ReadOnlySpan<byte> text)
    {
        uint number = 0;
        for (int i = 0; i < text.Length; i++)
        {
            number |= (uint)ValueOf(text[i]) << (6 * i);
        }

        return number;
    }

    public static void WriteNumber(uint number, Span<byte> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = CharacterOf((int)(number >> (6 * i)));
        }
    }

    /// <summary>Writes the bytes as they come, last bits first.</summary>
    public static void Encode(ReadOnlySpan<byte> bytes, Span<byte> text) => Encode(bytes, Natural[..bytes.Length], text);

    /// <summary>Reads so many whole bytes.</summary>
    public static void Decode(ReadOnlySpan<byte> text, Span<byte> bytes) => Decode(text, Natural[..bytes.Length], bytes);

    /// <summary>Writes the bytes in the given order, last bits first.</summary>
    public static void Encode(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> order, Span<byte> text)
    {
        uint bits = 0;
        int count = 0;
        int position = 0;
        foreach (byte index in order)
        {
            bits |= (uint)bytes[index] << count;
            count += 8;
            while (count >= 6)
            {
                text[position++] = CharacterOf((int)bits);
                bits >>= 6;
                count -= 6;
            }
        }

        if (count > 0)
        {
            text[position] = CharacterOf((int)bits);
        }
    }

    public static void Decode(ReadOnlySpan<byte> text, ReadOnlySpan<byte> order, Span<byte> bytes)
    {
        uint bits = 0;
        int count = 0;
        int position = 0;
        foreach (byte character in text)
        {
            bits |= (uint)ValueOf(character) << count;
            count += 6;
            if (count >= 8)
            {
                bytes[order[position++]] = (byte)bits;
                bits >>= 8;
                count -= 8;
            }
        }
    }

    /// <summary>Writes the 8 bytes of a DES block, first bits first.</summary>
    public static void EncodeBigEndian(ReadOnlySpan<byte> block, Span<byte> text)
    {
        ulong bits = BinaryPrimitives.ReadUInt64BigEndian(block);
        for (int i = 0; i < 10; i++)
        {
            text[i] = CharacterOf((int)(bits >> (58 - (6 * i))));
        }

        text[10] = CharacterOf((int)(bits << 2));
    }

    public static void DecodeBigEndian(ReadOnlySpan<byte> text, Span<byte> block)
    {
        ulong bits = 0;
        for (int i = 0; i < 10; i++)
        {
            bits = (bits << 6) | (uint)ValueOf(text[i]);
        }

        bits = (bits << 4) | (uint)(ValueOf(text[10]) >> 2);
        BinaryPrimitives.WriteUInt64BigEndian(block, bits);
    }
}
