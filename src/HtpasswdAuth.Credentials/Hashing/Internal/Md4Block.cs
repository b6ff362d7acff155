using System.Buffers.Binary;
using System.Numerics;

namespace HtpasswdAuth;

/// <summary>The block function of MD4 (RFC 1320).</summary>
internal readonly struct Md4Block : IHashBlock
{
    public const int Size = 16;

    private const int Words = 16;

    public static int BlockSize => 64;

    public static int DigestSize => Size;

    public static int LengthFieldSize => 8;

    public static bool IsBigEndian => false;

    private static ReadOnlySpan<byte> SecondOrder => [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15];

    private static ReadOnlySpan<byte> ThirdOrder => [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15];

    private static ReadOnlySpan<byte> FirstShifts => [3, 7, 11, 19];

    private static ReadOnlySpan<byte> SecondShifts => [3, 5, 9, 13];

    private static ReadOnlySpan<byte> ThirdShifts => [3, 9, 11, 15];

    public static void Start(ref HashState state) => Md5Block.Start(ref state);

    public static void Compress(ref HashState state, ReadOnlySpan<byte> block)
    {
        Span<uint> h = HashState.Words32(ref state);
        Span<uint> words = stackalloc uint[Words];
        for (int i = 0; i < Words; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * i)..]);
        }

        uint a = h[0];
        uint b = h[1];
        uint c = h[2];
        uint d = h[3];
        for (int i = 0; i < Words; i++)
        {
            uint sum = a + (d ^ (b & (c ^ d))) + words[i];
            (a, b, c, d) = (d, BitOperations.RotateLeft(sum, FirstShifts[i & 3]), b, c);
        }

        for (int i = 0; i < Words; i++)
        {
            uint sum = a + ((b & c) | (d & (b | c))) + words[SecondOrder[i]] + 0x5A827999;
            (a, b, c, d) = (d, BitOperations.RotateLeft(sum, SecondShifts[i & 3]), b, c);
        }

        for (int i = 0; i < Words; i++)
        {
            uint sum = a + (b ^ c ^ d) + words[ThirdOrder[i]] + 0x6ED9EBA1;
            (a, b, c, d) = (d, BitOperations.RotateLeft(sum, ThirdShifts[i & 3]), b, c);
        }

        h[0] += a;
        h[1] += b;
        h[2] += c;
        h[3] += d;
        words.Clear();
    }

    public static void WriteDigest(ref HashState state, Span<byte> digest) => Md5Block.WriteDigest(ref state, digest);
}
