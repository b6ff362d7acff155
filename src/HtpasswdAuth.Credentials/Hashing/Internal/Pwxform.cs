using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HtpasswdAuth;

/// <summary>
/// yescrypt's own transformation of a block of 64 bytes: multiplications whose results look up three S-boxes of 4 KiB, which it
/// rewrites while it goes. That ties it to the multiplier and the first cache of a processor, as bcrypt is tied to the latter.
/// Six rounds over four pairs of 64-bit words, the only flavour that libxcrypt computes.
/// </summary>
internal unsafe struct Pwxform
{
    /// <summary>The size of the three S-boxes together.</summary>
    public const int Bytes = 3 * BoxBytes;

    private const int BoxBytes = 256 * PairBytes;
    private const int PairBytes = 16;
    private const int Rounds = 6;

    /// <summary>Takes the entry out of a word: its offset in bytes.</summary>
    private const uint Mask = BoxBytes - PairBytes;

    private byte* _box0;
    private byte* _box1;
    private byte* _box2;
    private uint _next;

    /// <summary>Takes S-boxes that the first mixing of yescrypt has filled.</summary>
    public Pwxform(uint* boxes)
    {
        _box2 = (byte*)boxes;
        _box1 = _box2 + BoxBytes;
        _box0 = _box1 + BoxBytes;
    }

    /// <summary>Gets whether there are S-boxes at all: scrypt knows none.</summary>
    public readonly bool IsFilled => _box0 is not null;

    /// <summary>Mixes a block of <paramref name="count"/> times 64 bytes where it stands.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MixBlock(uint* block, int count)
    {
        var words = (Vector128<ulong>*)block;
        Vector128<ulong>* last = words + (4 * (count - 1));
        Vector128<ulong> x0 = last[0];
        Vector128<ulong> x1 = last[1];
        Vector128<ulong> x2 = last[2];
        Vector128<ulong> x3 = last[3];
        for (Vector128<ulong>* part = words; part <= last; part += 4)
        {
            x0 ^= part[0];
            x1 ^= part[1];
            x2 ^= part[2];
            x3 ^= part[3];
            Transform(ref x0, ref x1, ref x2, ref x3);
            part[0] = x0;
            part[1] = x1;
            part[2] = x2;
            part[3] = x3;
        }

        Vector128<uint> a = x0.AsUInt32();
        Vector128<uint> b = x1.AsUInt32();
        Vector128<uint> c = x2.AsUInt32();
        Vector128<uint> d = x3.AsUInt32();
        Salsa20.Mix(ref a, ref b, ref c, ref d, rounds: 2);
        last[0] = a.AsUInt64();
        last[1] = b.AsUInt64();
        last[2] = c.AsUInt64();
        last[3] = d.AsUInt64();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Transform(ref Vector128<ulong> x0, ref Vector128<ulong> x1, ref Vector128<ulong> x2, ref Vector128<ulong> x3)
    {
        byte* box0 = _box0;
        byte* box1 = _box1;
        byte* box2 = _box2 + _next;
        for (int round = 0; round < Rounds; round++)
        {
            x0 = Step(x0, box0, box1);
            x1 = Step(x1, box0, box1);
            x2 = Step(x2, box0, box1);
            x3 = Step(x3, box0, box1);
            if (round is 0 or Rounds - 1)
            {
                continue;
            }

            x0.Store((ulong*)box2);
            x1.Store((ulong*)(box2 + PairBytes));
            x2.Store((ulong*)(box2 + (2 * PairBytes)));
            x3.Store((ulong*)(box2 + (3 * PairBytes)));
            box2 += 4 * PairBytes;
        }

        // 256 is a multiple of the 16 pairs that are written: none of them reaches beyond its box.
        _next = (_next + ((Rounds - 2) * 4 * PairBytes)) & Mask;
        byte* written = _box2;
        _box2 = _box1;
        _box1 = _box0;
        _box0 = written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Step(Vector128<ulong> x, byte* box0, byte* box1)
    {
        ulong first = x.ToScalar();
        Vector128<ulong> added = Vector128.Load((ulong*)(box0 + ((uint)first & Mask)));
        Vector128<ulong> xored = Vector128.Load((ulong*)(box1 + ((uint)(first >> 32) & Mask)));
        return (MultiplyHalves(x) + added) ^ xored;
    }

    /// <summary>The lower 32 bits of each word times its upper ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> MultiplyHalves(Vector128<ulong> x) =>
        Sse2.IsSupported
            ? Sse2.Multiply(x.AsUInt32(), (x >>> 32).AsUInt32())
            : (x & Vector128.Create((ulong)uint.MaxValue)) * (x >>> 32);
}
