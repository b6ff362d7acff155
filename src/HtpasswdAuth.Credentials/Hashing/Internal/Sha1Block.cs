using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HtpasswdAuth;

/// <summary>The block function of SHA-1 (FIPS 180-4).</summary>
internal readonly struct Sha1Block : IHashBlock
{
    public const int Size = 20;

    private const int Rounds = 80;
    private const int MaxShort = 55;

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

    public static void Compress(ref HashState state, ReadOnlySpan<byte> block) => Compress(ref state, block, Ssse3.IsSupported);

    /// <summary>As above, with or without the processor's vectors: so that tests can compare.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Compress(ref HashState state, ReadOnlySpan<byte> block, bool vectors)
    {
        uint* w = stackalloc uint[Rounds];
        ref byte message = ref MemoryMarshal.GetReference(block[..BlockSize]);
        if (vectors)
        {
            ScheduleInVectors(ref message, w);
        }
        else
        {
            Schedule(block, w);
        }

        Span<uint> h = HashState.Words32(ref state)[..5];
        uint a = h[0];
        uint b = h[1];
        uint c = h[2];
        uint d = h[3];
        uint e = h[4];
        for (uint* t = w; t < w + 20; t += 5)
        {
            Round(a, ref b, ref e, Choose(b, c, d), 0x5A827999 + t[0]);
            Round(e, ref a, ref d, Choose(a, b, c), 0x5A827999 + t[1]);
            Round(d, ref e, ref c, Choose(e, a, b), 0x5A827999 + t[2]);
            Round(c, ref d, ref b, Choose(d, e, a), 0x5A827999 + t[3]);
            Round(b, ref c, ref a, Choose(c, d, e), 0x5A827999 + t[4]);
        }

        for (uint* t = w + 20; t < w + 40; t += 5)
        {
            Round(a, ref b, ref e, Parity(b, c, d), 0x6ED9EBA1 + t[0]);
            Round(e, ref a, ref d, Parity(a, b, c), 0x6ED9EBA1 + t[1]);
            Round(d, ref e, ref c, Parity(e, a, b), 0x6ED9EBA1 + t[2]);
            Round(c, ref d, ref b, Parity(d, e, a), 0x6ED9EBA1 + t[3]);
            Round(b, ref c, ref a, Parity(c, d, e), 0x6ED9EBA1 + t[4]);
        }

        for (uint* t = w + 40; t < w + 60; t += 5)
        {
            Round(a, ref b, ref e, Majority(b, c, d), 0x8F1BBCDC + t[0]);
            Round(e, ref a, ref d, Majority(a, b, c), 0x8F1BBCDC + t[1]);
            Round(d, ref e, ref c, Majority(e, a, b), 0x8F1BBCDC + t[2]);
            Round(c, ref d, ref b, Majority(d, e, a), 0x8F1BBCDC + t[3]);
            Round(b, ref c, ref a, Majority(c, d, e), 0x8F1BBCDC + t[4]);
        }

        for (uint* t = w + 60; t < w + 80; t += 5)
        {
            Round(a, ref b, ref e, Parity(b, c, d), 0xCA62C1D6 + t[0]);
            Round(e, ref a, ref d, Parity(a, b, c), 0xCA62C1D6 + t[1]);
            Round(d, ref e, ref c, Parity(e, a, b), 0xCA62C1D6 + t[2]);
            Round(c, ref d, ref b, Parity(d, e, a), 0xCA62C1D6 + t[3]);
            Round(b, ref c, ref a, Parity(c, d, e), 0xCA62C1D6 + t[4]);
        }

        h[0] += a;
        h[1] += b;
        h[2] += c;
        h[3] += d;
        h[4] += e;
        new Span<uint>(w, Rounds).Clear();
    }

    /// <summary>Hashes a message: one that fits into a block, as passwords do, without a stream's book-keeping.</summary>
    [SkipLocalsInit]
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> digest)
    {
        if (message.Length > MaxShort)
        {
            HashStream<Sha1Block> hash = new();
            hash.Append(message);
            hash.Finish(digest);
            hash.Clear();
            return;
        }

        Span<byte> block = stackalloc byte[64];
        HashState state;
        Unsafe.SkipInit(out state);
        block.Clear();
        message.CopyTo(block);
        block[message.Length] = 0x80;
        BinaryPrimitives.WriteInt32BigEndian(block[60..], 8 * message.Length);
        Start(ref state);
        Compress(ref state, block);
        WriteDigest(ref state, digest);
        block.Clear();
    }

    public static void WriteDigest(ref HashState state, Span<byte> digest)
    {
        Span<uint> h = HashState.Words32(ref state);
        for (int i = 0; i < Size / 4; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest[(4 * i)..], h[i]);
        }
    }

    /// <summary>The words that the rounds add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Schedule(ReadOnlySpan<byte> block, uint* w)
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

    /// <summary>
    /// Four words at a time, which halves the time of a block. The last of four needs the first: it gets that part afterwards.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void ScheduleInVectors(ref byte block, uint* w)
    {
        Vector128<uint> x0 = Load(ref block, 0);
        Vector128<uint> x1 = Load(ref block, 16);
        Vector128<uint> x2 = Load(ref block, 32);
        Vector128<uint> x3 = Load(ref block, 48);
        x0.Store(w);
        x1.Store(w + 4);
        x2.Store(w + 8);
        x3.Store(w + 12);
        for (uint* t = w + 16; t < w + Rounds; t += 16)
        {
            x0 = Next(x0, x1, x2, x3);
            x0.Store(t);
            x1 = Next(x1, x2, x3, x0);
            x1.Store(t + 4);
            x2 = Next(x2, x3, x0, x1);
            x2.Store(t + 8);
            x3 = Next(x3, x0, x1, x2);
            x3.Store(t + 12);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Next(Vector128<uint> x0, Vector128<uint> x1, Vector128<uint> x2, Vector128<uint> x3)
    {
        Vector128<uint> sum = x0 ^ x2 ^ Ssse3.AlignRight(x1.AsByte(), x0.AsByte(), 8).AsUInt32();
        sum ^= Sse2.ShiftRightLogical128BitLane(x3, 4);
        Vector128<uint> first = Sse2.ShiftLeftLogical128BitLane(sum, 12);
        return RotateLeft(sum, 1) ^ RotateLeft(first, 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Load(ref byte block, int offset) =>
        Ssse3.Shuffle(
            Unsafe.ReadUnaligned<Vector128<byte>>(ref Unsafe.Add(ref block, offset)),
            Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> RotateLeft(Vector128<uint> x, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(x, count) : (x << count) | (x >>> (32 - count));

    /// <summary>One round; the caller renames the variables instead of moving them. What waits for the round before comes last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint a, ref uint b, ref uint e, uint f, uint w)
    {
        e += w;
        e += f;
        e += BitOperations.RotateLeft(a, 5);
        b = BitOperations.RotateLeft(b, 30);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Choose(uint x, uint y, uint z) => z ^ (x & (y ^ z));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Parity(uint x, uint y, uint z) => x ^ y ^ z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Majority(uint x, uint y, uint z) => (y & z) + (x & (y ^ z));
}
