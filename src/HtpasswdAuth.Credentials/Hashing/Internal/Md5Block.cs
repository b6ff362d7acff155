using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HtpasswdAuth;

/// <summary>The block function of MD5 (RFC 1321). Each step's constant is 2^32 times the sine of its number.</summary>
internal readonly struct Md5Block : IHashBlock
{
    public const int Size = 16;

    public static int BlockSize => 64;

    public static int DigestSize => Size;

    public static int LengthFieldSize => 8;

    public static bool IsBigEndian => false;

    public static void Start(ref HashState state)
    {
        Span<uint> h = HashState.Words32(ref state);
        h[0] = 0x67452301;
        h[1] = 0xEFCDAB89;
        h[2] = 0x98BADCFE;
        h[3] = 0x10325476;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(ref HashState state, ReadOnlySpan<byte> block)
    {
        ref byte m = ref MemoryMarshal.GetReference(block[..64]);
        Span<uint> h = HashState.Words32(ref state)[..4];
        uint a = h[0];
        uint b = h[1];
        uint c = h[2];
        uint d = h[3];

        a = b + BitOperations.RotateLeft(a + F(b, c, d) + Word(ref m, 0) + 0xD76AA478, 7);
        d = a + BitOperations.RotateLeft(d + F(a, b, c) + Word(ref m, 1) + 0xE8C7B756, 12);
        c = d + BitOperations.RotateLeft(c + F(d, a, b) + Word(ref m, 2) + 0x242070DB, 17);
        b = c + BitOperations.RotateLeft(b + F(c, d, a) + Word(ref m, 3) + 0xC1BDCEEE, 22);
        a = b + BitOperations.RotateLeft(a + F(b, c, d) + Word(ref m, 4) + 0xF57C0FAF, 7);
        d = a + BitOperations.RotateLeft(d + F(a, b, c) + Word(ref m, 5) + 0x4787C62A, 12);
        c = d + BitOperations.RotateLeft(c + F(d, a, b) + Word(ref m, 6) + 0xA8304613, 17);
        b = c + BitOperations.RotateLeft(b + F(c, d, a) + Word(ref m, 7) + 0xFD469501, 22);
        a = b + BitOperations.RotateLeft(a + F(b, c, d) + Word(ref m, 8) + 0x698098D8, 7);
        d = a + BitOperations.RotateLeft(d + F(a, b, c) + Word(ref m, 9) + 0x8B44F7AF, 12);
        c = d + BitOperations.RotateLeft(c + F(d, a, b) + Word(ref m, 10) + 0xFFFF5BB1, 17);
        b = c + BitOperations.RotateLeft(b + F(c, d, a) + Word(ref m, 11) + 0x895CD7BE, 22);
        a = b + BitOperations.RotateLeft(a + F(b, c, d) + Word(ref m, 12) + 0x6B901122, 7);
        d = a + BitOperations.RotateLeft(d + F(a, b, c) + Word(ref m, 13) + 0xFD987193, 12);
        c = d + BitOperations.RotateLeft(c + F(d, a, b) + Word(ref m, 14) + 0xA679438E, 17);
        b = c + BitOperations.RotateLeft(b + F(c, d, a) + Word(ref m, 15) + 0x49B40821, 22);
        a = b + BitOperations.RotateLeft(a + G(b, c, d) + Word(ref m, 1) + 0xF61E2562, 5);
        d = a + BitOperations.RotateLeft(d + G(a, b, c) + Word(ref m, 6) + 0xC040B340, 9);
        c = d + BitOperations.RotateLeft(c + G(d, a, b) + Word(ref m, 11) + 0x265E5A51, 14);
        b = c + BitOperations.RotateLeft(b + G(c, d, a) + Word(ref m, 0) + 0xE9B6C7AA, 20);
        a = b + BitOperations.RotateLeft(a + G(b, c, d) + Word(ref m, 5) + 0xD62F105D, 5);
        d = a + BitOperations.RotateLeft(d + G(a, b, c) + Word(ref m, 10) + 0x02441453, 9);
        c = d + BitOperations.RotateLeft(c + G(d, a, b) + Word(ref m, 15) + 0xD8A1E681, 14);
        b = c + BitOperations.RotateLeft(b + G(c, d, a) + Word(ref m, 4) + 0xE7D3FBC8, 20);
        a = b + BitOperations.RotateLeft(a + G(b, c, d) + Word(ref m, 9) + 0x21E1CDE6, 5);
        d = a + BitOperations.RotateLeft(d + G(a, b, c) + Word(ref m, 14) + 0xC33707D6, 9);
        c = d + BitOperations.RotateLeft(c + G(d, a, b) + Word(ref m, 3) + 0xF4D50D87, 14);
        b = c + BitOperations.RotateLeft(b + G(c, d, a) + Word(ref m, 8) + 0x455A14ED, 20);
        a = b + BitOperations.RotateLeft(a + G(b, c, d) + Word(ref m, 13) + 0xA9E3E905, 5);
        d = a + BitOperations.RotateLeft(d + G(a, b, c) + Word(ref m, 2) + 0xFCEFA3F8, 9);
        c = d + BitOperations.RotateLeft(c + G(d, a, b) + Word(ref m, 7) + 0x676F02D9, 14);
        b = c + BitOperations.RotateLeft(b + G(c, d, a) + Word(ref m, 12) + 0x8D2A4C8A, 20);
        a = b + BitOperations.RotateLeft(a + H(b, c, d) + Word(ref m, 5) + 0xFFFA3942, 4);
        d = a + BitOperations.RotateLeft(d + H(a, b, c) + Word(ref m, 8) + 0x8771F681, 11);
        c = d + BitOperations.RotateLeft(c + H(d, a, b) + Word(ref m, 11) + 0x6D9D6122, 16);
        b = c + BitOperations.RotateLeft(b + H(c, d, a) + Word(ref m, 14) + 0xFDE5380C, 23);
        a = b + BitOperations.RotateLeft(a + H(b, c, d) + Word(ref m, 1) + 0xA4BEEA44, 4);
        d = a + BitOperations.RotateLeft(d + H(a, b, c) + Word(ref m, 4) + 0x4BDECFA9, 11);
        c = d + BitOperations.RotateLeft(c + H(d, a, b) + Word(ref m, 7) + 0xF6BB4B60, 16);
        b = c + BitOperations.RotateLeft(b + H(c, d, a) + Word(ref m, 10) + 0xBEBFBC70, 23);
        a = b + BitOperations.RotateLeft(a + H(b, c, d) + Word(ref m, 13) + 0x289B7EC6, 4);
        d = a + BitOperations.RotateLeft(d + H(a, b, c) + Word(ref m, 0) + 0xEAA127FA, 11);
        c = d + BitOperations.RotateLeft(c + H(d, a, b) + Word(ref m, 3) + 0xD4EF3085, 16);
        b = c + BitOperations.RotateLeft(b + H(c, d, a) + Word(ref m, 6) + 0x04881D05, 23);
        a = b + BitOperations.RotateLeft(a + H(b, c, d) + Word(ref m, 9) + 0xD9D4D039, 4);
        d = a + BitOperations.RotateLeft(d + H(a, b, c) + Word(ref m, 12) + 0xE6DB99E5, 11);
        c = d + BitOperations.RotateLeft(c + H(d, a, b) + Word(ref m, 15) + 0x1FA27CF8, 16);
        b = c + BitOperations.RotateLeft(b + H(c, d, a) + Word(ref m, 2) + 0xC4AC5665, 23);
        a = b + BitOperations.RotateLeft(a + I(b, c, d) + Word(ref m, 0) + 0xF4292244, 6);
        d = a + BitOperations.RotateLeft(d + I(a, b, c) + Word(ref m, 7) + 0x432AFF97, 10);
        c = d + BitOperations.RotateLeft(c + I(d, a, b) + Word(ref m, 14) + 0xAB9423A7, 15);
        b = c + BitOperations.RotateLeft(b + I(c, d, a) + Word(ref m, 5) + 0xFC93A039, 21);
        a = b + BitOperations.RotateLeft(a + I(b, c, d) + Word(ref m, 12) + 0x655B59C3, 6);
        d = a + BitOperations.RotateLeft(d + I(a, b, c) + Word(ref m, 3) + 0x8F0CCC92, 10);
        c = d + BitOperations.RotateLeft(c + I(d, a, b) + Word(ref m, 10) + 0xFFEFF47D, 15);
        b = c + BitOperations.RotateLeft(b + I(c, d, a) + Word(ref m, 1) + 0x85845DD1, 21);
        a = b + BitOperations.RotateLeft(a + I(b, c, d) + Word(ref m, 8) + 0x6FA87E4F, 6);
        d = a + BitOperations.RotateLeft(d + I(a, b, c) + Word(ref m, 15) + 0xFE2CE6E0, 10);
        c = d + BitOperations.RotateLeft(c + I(d, a, b) + Word(ref m, 6) + 0xA3014314, 15);
        b = c + BitOperations.RotateLeft(b + I(c, d, a) + Word(ref m, 13) + 0x4E0811A1, 21);
        a = b + BitOperations.RotateLeft(a + I(b, c, d) + Word(ref m, 4) + 0xF7537E82, 6);
        d = a + BitOperations.RotateLeft(d + I(a, b, c) + Word(ref m, 11) + 0xBD3AF235, 10);
        c = d + BitOperations.RotateLeft(c + I(d, a, b) + Word(ref m, 2) + 0x2AD7D2BB, 15);
        b = c + BitOperations.RotateLeft(b + I(c, d, a) + Word(ref m, 9) + 0xEB86D391, 21);

        h[0] += a;
        h[1] += b;
        h[2] += c;
        h[3] += d;
    }

    public static void WriteDigest(ref HashState state, Span<byte> digest)
    {
        Span<uint> h = HashState.Words32(ref state);
        for (int i = 0; i < Size / 4; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(digest[(4 * i)..], h[i]);
        }
    }

    private static uint F(uint x, uint y, uint z) => z ^ (x & (y ^ z));

    // The two halves never have a bit in common, so that they can be added, and the half without x is ready early.
    private static uint G(uint x, uint y, uint z) => (x & z) + (y & ~z);

    private static uint H(uint x, uint y, uint z) => x ^ y ^ z;

    private static uint I(uint x, uint y, uint z) => y ^ (x | ~z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(ref byte block, int index)
    {
        uint word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref block, 4 * index));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }
}
