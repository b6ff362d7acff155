using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>The block function of SHA-1 (FIPS 180-4).</summary>
internal readonly struct Sha1Block : IHashBlock
{
    public const int Size = 20;

    private const int Rounds = 80;

    public static int BlockSize => 64;

    public static int DigestSize => Size;

    public static int LengthFieldSize => 8;

    public static bool IsBigEndian => true;

    public static void Start(ref HashState state)
    {
        Span<uint> h = HashState.Words32(ref state);
        h[0] = 0x67452301;
        h[1] = 0xEFCDAB89;
        h[2] = 0x98BADCFE;
        h[3] = 0x10325476;
        h[4] = 0xC3D2E1F0;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(ref HashState state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[Rounds];
        Schedule(block, w);
        Span<uint> h = HashState.Words32(ref state)[..5];
        uint a = h[0];
        uint b = h[1];
        uint c = h[2];
        uint d = h[3];
        uint e = h[4];
        for (int t = 0; t < Rounds; t++)
        {
            uint f = t switch
            {
                < 20 => (d ^ (b & (c ^ d))) + 0x5A827999,
                < 40 => (b ^ c ^ d) + 0x6ED9EBA1,
                < 60 => ((b & c) | (d & (b | c))) + 0x8F1BBCDC,
                _ => (b ^ c ^ d) + 0xCA62C1D6,
            };
            uint next = BitOperations.RotateLeft(a, 5) + f + e + w[t];
            e = d;
            d = c;
            c = BitOperations.RotateLeft(b, 30);
            b = a;
            a = next;
        }

        h[0] += a;
        h[1] += b;
        h[2] += c;
        h[3] += d;
        h[4] += e;
        w.Clear();
    }

    public static void WriteDigest(ref HashState state, Span<byte> digest)
    {
        Span<uint> h = HashState.Words32(ref state);
        for (int i = 0; i < Size / 4; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest[(4 * i)..], h[i]);
        }
    }

    private static void Schedule(ReadOnlySpan<byte> block, Span<uint> w)
    {
        for (int t = 0; t < 16; t++)
        {
            w[t] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * t)..]);
        }

        for (int t = 16; t < Rounds; t++)
        {
            w[t] = BitOperations.RotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
        }
    }
}
