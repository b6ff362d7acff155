using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>The block function of MD5 (RFC 1321). Each step's constant is 2^32 times the sine of its number.</summary>
internal readonly unsafe struct Md5Block : IHashBlock
{
    public const int Size = 16;

    /// <summary>The words of a block.</summary>
    public const int Words = 16;

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

    private static ReadOnlySpan<uint> K =>
    [
        0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
        0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
        0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
        0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
        0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
        0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
        0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
        0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
    ];

    /// <summary>Gets the constants. Read from memory, they are added before the step has to wait for anything; written into the
    /// code, the compiler would gather them at the end of the sum, where everything waits for them.</summary>
    public static uint* Constants
    {
        // Data of the program, which nothing moves.
        get => (uint*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(K));
    }

    public static void Compress(ref HashState state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[Words];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * i)..]);
        }

        fixed (uint* w = words)
        {
            Compress(ref state, w);
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(words));
    }

    /// <summary>Takes in a block of words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(ref HashState state, uint* w)
    {
        Span<uint> h = HashState.Words32(ref state)[..4];
        uint a = h[0];
        uint b = h[1];
        uint c = h[2];
        uint d = h[3];
        Steps(ref a, ref b, ref c, ref d, 0, w, Constants);
        h[0] += a;
        h[1] += b;
        h[2] += c;
        h[3] += d;
    }

    /// <summary>The first steps alone, which read one word each, in their order.</summary>
    public static void Enter(ref HashState state, int steps, uint* w)
    {
        Span<uint> h = HashState.Words32(ref state)[..4];
        for (int t = 0; t < steps; t += 4)
        {
            FourSteps(ref h[0], ref h[1], ref h[2], ref h[3], w[t], w[t + 1], w[t + 2], w[t + 3], Constants + t);
        }
    }

    /// <summary>
    /// The steps of a block from <paramref name="first"/> on, which is a multiple of four in the first sixteen. Inlined: what it is called
    /// for keeps the state in registers from one block to the next.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Steps(ref uint a, ref uint b, ref uint c, ref uint d, int first, uint* w, uint* k)
    {
        for (int t = first; t < Words; t += 4)
        {
            FourSteps(ref a, ref b, ref c, ref d, w[t], w[t + 1], w[t + 2], w[t + 3], k + t);
        }

        a = G(a, b, c, d, w[1], k[16], 5);
        d = G(d, a, b, c, w[6], k[17], 9);
        c = G(c, d, a, b, w[11], k[18], 14);
        b = G(b, c, d, a, w[0], k[19], 20);
        a = G(a, b, c, d, w[5], k[20], 5);
        d = G(d, a, b, c, w[10], k[21], 9);
        c = G(c, d, a, b, w[15], k[22], 14);
        b = G(b, c, d, a, w[4], k[23], 20);
        a = G(a, b, c, d, w[9], k[24], 5);
        d = G(d, a, b, c, w[14], k[25], 9);
        c = G(c, d, a, b, w[3], k[26], 14);
        b = G(b, c, d, a, w[8], k[27], 20);
        a = G(a, b, c, d, w[13], k[28], 5);
        d = G(d, a, b, c, w[2], k[29], 9);
        c = G(c, d, a, b, w[7], k[30], 14);
        b = G(b, c, d, a, w[12], k[31], 20);

        a = H(a, b, c, d, w[5], k[32], 4);
        d = H(d, a, b, c, w[8], k[33], 11);
        c = H(c, d, a, b, w[11], k[34], 16);
        b = H(b, c, d, a, w[14], k[35], 23);
        a = H(a, b, c, d, w[1], k[36], 4);
        d = H(d, a, b, c, w[4], k[37], 11);
        c = H(c, d, a, b, w[7], k[38], 16);
        b = H(b, c, d, a, w[10], k[39], 23);
        a = H(a, b, c, d, w[13], k[40], 4);
        d = H(d, a, b, c, w[0], k[41], 11);
        c = H(c, d, a, b, w[3], k[42], 16);
        b = H(b, c, d, a, w[6], k[43], 23);
        a = H(a, b, c, d, w[9], k[44], 4);
        d = H(d, a, b, c, w[12], k[45], 11);
        c = H(c, d, a, b, w[15], k[46], 16);
        b = H(b, c, d, a, w[2], k[47], 23);

        a = I(a, b, c, d, w[0], k[48], 6);
        d = I(d, a, b, c, w[7], k[49], 10);
        c = I(c, d, a, b, w[14], k[50], 15);
        b = I(b, c, d, a, w[5], k[51], 21);
        a = I(a, b, c, d, w[12], k[52], 6);
        d = I(d, a, b, c, w[3], k[53], 10);
        c = I(c, d, a, b, w[10], k[54], 15);
        b = I(b, c, d, a, w[1], k[55], 21);
        a = I(a, b, c, d, w[8], k[56], 6);
        d = I(d, a, b, c, w[15], k[57], 10);
        c = I(c, d, a, b, w[6], k[58], 15);
        b = I(b, c, d, a, w[13], k[59], 21);
        a = I(a, b, c, d, w[4], k[60], 6);
        d = I(d, a, b, c, w[11], k[61], 10);
        c = I(c, d, a, b, w[2], k[62], 15);
        b = I(b, c, d, a, w[9], k[63], 21);
    }

    public static void WriteDigest(ref HashState state, Span<byte> digest)
    {
        Span<uint> h = HashState.Words32(ref state);
        for (int i = 0; i < Size / 4; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(digest[(4 * i)..], h[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FourSteps(ref uint a, ref uint b, ref uint c, ref uint d, uint w0, uint w1, uint w2, uint w3, uint* k)
    {
        a = F(a, b, c, d, w0, k[0], 7);
        d = F(d, a, b, c, w1, k[1], 12);
        c = F(c, d, a, b, w2, k[2], 17);
        b = F(b, c, d, a, w3, k[3], 22);
    }

    // MD5 is one chain of operations that wait for one another. x comes from the step before: whatever does not need it is
    // summed up first, so that 5, 4, 4 and 5 operations a step are all the chain.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint F(uint a, uint x, uint y, uint z, uint word, uint k, int shift) =>
        x + BitOperations.RotateLeft(a + k + word + (z ^ (x & (y ^ z))), shift);

    // The two halves never have a bit in common, so that they can be added, and the half without x is ready early.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint G(uint a, uint x, uint y, uint z, uint word, uint k, int shift) =>
        x + BitOperations.RotateLeft(a + k + word + (y & ~z) + (x & z), shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint H(uint a, uint x, uint y, uint z, uint word, uint k, int shift) =>
        x + BitOperations.RotateLeft(a + k + word + (x ^ (y ^ z)), shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint I(uint a, uint x, uint y, uint z, uint word, uint k, int shift) =>
        x + BitOperations.RotateLeft(a + k + word + (y ^ (x | ~z)), shift);
}
