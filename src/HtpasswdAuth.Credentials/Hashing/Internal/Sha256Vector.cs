using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HtpasswdAuth;

/// <summary>
/// SHA-256 with its message schedule in vectors, four words at a time. They have units of their own in the processor, so that the
/// schedule runs beside the rounds and not between them: half of the time of <see cref="Sha2{TBlock, TWord}"/>.
/// </summary>
internal static unsafe class Sha256Vector
{
    public static bool IsSupported => Ssse3.IsSupported;

    /// <summary>As <see cref="ISha2Block{TWord}.Compress"/>; <paramref name="k"/> are the constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(uint* state, uint* w, uint* k)
    {
        // What the sixteen rounds to come add, word and constant; those after them overwrite it.
        uint* wk = w + 16;
        Vector128<uint> x0 = Vector128.Load(w);
        Vector128<uint> x1 = Vector128.Load(w + 4);
        Vector128<uint> x2 = Vector128.Load(w + 8);
        Vector128<uint> x3 = Vector128.Load(w + 12);
        uint a = state[0];
        uint b = state[1];
        uint c = state[2];
        uint d = state[3];
        uint e = state[4];
        uint f = state[5];
        uint g = state[6];
        uint h = state[7];

        Round(a, b, c, ref d, e, f, g, ref h, k[0] + w[0]);
        Round(h, a, b, ref c, d, e, f, ref g, k[1] + w[1]);
        Round(g, h, a, ref b, c, d, e, ref f, k[2] + w[2]);
        Round(f, g, h, ref a, b, c, d, ref e, k[3] + w[3]);
        x0 = Next(x0, x1, x2, x3);
        (x0 + Vector128.Load(k + 16)).Store(wk);
        Round(e, f, g, ref h, a, b, c, ref d, k[4] + w[4]);
        Round(d, e, f, ref g, h, a, b, ref c, k[5] + w[5]);
        Round(c, d, e, ref f, g, h, a, ref b, k[6] + w[6]);
        Round(b, c, d, ref e, f, g, h, ref a, k[7] + w[7]);
        x1 = Next(x1, x2, x3, x0);
        (x1 + Vector128.Load(k + 20)).Store(wk + 4);
        Round(a, b, c, ref d, e, f, g, ref h, k[8] + w[8]);
        Round(h, a, b, ref c, d, e, f, ref g, k[9] + w[9]);
        Round(g, h, a, ref b, c, d, e, ref f, k[10] + w[10]);
        Round(f, g, h, ref a, b, c, d, ref e, k[11] + w[11]);
        x2 = Next(x2, x3, x0, x1);
        (x2 + Vector128.Load(k + 24)).Store(wk + 8);
        Round(e, f, g, ref h, a, b, c, ref d, k[12] + w[12]);
        Round(d, e, f, ref g, h, a, b, ref c, k[13] + w[13]);
        Round(c, d, e, ref f, g, h, a, ref b, k[14] + w[14]);
        Round(b, c, d, ref e, f, g, h, ref a, k[15] + w[15]);
        x3 = Next(x3, x0, x1, x2);
        (x3 + Vector128.Load(k + 28)).Store(wk + 12);
        for (uint* next = k + 32; next < k + 64; next += 16)
        {
            Round(a, b, c, ref d, e, f, g, ref h, wk[0]);
            Round(h, a, b, ref c, d, e, f, ref g, wk[1]);
            Round(g, h, a, ref b, c, d, e, ref f, wk[2]);
            Round(f, g, h, ref a, b, c, d, ref e, wk[3]);
            x0 = Next(x0, x1, x2, x3);
            (x0 + Vector128.Load(next)).Store(wk);
            Round(e, f, g, ref h, a, b, c, ref d, wk[4]);
            Round(d, e, f, ref g, h, a, b, ref c, wk[5]);
            Round(c, d, e, ref f, g, h, a, ref b, wk[6]);
            Round(b, c, d, ref e, f, g, h, ref a, wk[7]);
            x1 = Next(x1, x2, x3, x0);
            (x1 + Vector128.Load(next + 4)).Store(wk + 4);
            Round(a, b, c, ref d, e, f, g, ref h, wk[8]);
            Round(h, a, b, ref c, d, e, f, ref g, wk[9]);
            Round(g, h, a, ref b, c, d, e, ref f, wk[10]);
            Round(f, g, h, ref a, b, c, d, ref e, wk[11]);
            x2 = Next(x2, x3, x0, x1);
            (x2 + Vector128.Load(next + 8)).Store(wk + 8);
            Round(e, f, g, ref h, a, b, c, ref d, wk[12]);
            Round(d, e, f, ref g, h, a, b, ref c, wk[13]);
            Round(c, d, e, ref f, g, h, a, ref b, wk[14]);
            Round(b, c, d, ref e, f, g, h, ref a, wk[15]);
            x3 = Next(x3, x0, x1, x2);
            (x3 + Vector128.Load(next + 12)).Store(wk + 12);
        }

        Round(a, b, c, ref d, e, f, g, ref h, wk[0]);
        Round(h, a, b, ref c, d, e, f, ref g, wk[1]);
        Round(g, h, a, ref b, c, d, e, ref f, wk[2]);
        Round(f, g, h, ref a, b, c, d, ref e, wk[3]);
        Round(e, f, g, ref h, a, b, c, ref d, wk[4]);
        Round(d, e, f, ref g, h, a, b, ref c, wk[5]);
        Round(c, d, e, ref f, g, h, a, ref b, wk[6]);
        Round(b, c, d, ref e, f, g, h, ref a, wk[7]);
        Round(a, b, c, ref d, e, f, g, ref h, wk[8]);
        Round(h, a, b, ref c, d, e, f, ref g, wk[9]);
        Round(g, h, a, ref b, c, d, e, ref f, wk[10]);
        Round(f, g, h, ref a, b, c, d, ref e, wk[11]);
        Round(e, f, g, ref h, a, b, c, ref d, wk[12]);
        Round(d, e, f, ref g, h, a, b, ref c, wk[13]);
        Round(c, d, e, ref f, g, h, a, ref b, wk[14]);
        Round(b, c, d, ref e, f, g, h, ref a, wk[15]);

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    /// <summary>
    /// One round; the caller renames the variables instead of moving them, in steps this small because the compiler would
    /// keep more values at once in a longer expression than there are registers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint a, uint b, uint c, ref uint d, uint e, uint f, uint g, ref uint h, uint kw)
    {
        h += kw;
        uint x = f ^ g;
        x &= e;
        x ^= g;
        h += x;
        x = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
        h += x;
        d += h;
        x = a & b;
        h += x;
        x = a ^ b;
        x &= c;
        h += x;
        x = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
        h += x;
    }

    /// <summary>The next four words after sixteen. The upper two need the lower two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Next(Vector128<uint> x0, Vector128<uint> x1, Vector128<uint> x2, Vector128<uint> x3)
    {
        Vector128<uint> y = Ssse3.AlignRight(x1.AsByte(), x0.AsByte(), 4).AsUInt32();
        Vector128<uint> sum = x0 + Ssse3.AlignRight(x3.AsByte(), x2.AsByte(), 4).AsUInt32();
        sum += Rotate(y, 7) ^ Rotate(y, 18) ^ (y >>> 3);
        sum += Sse2.ShiftRightLogical128BitLane(Sigma1(x3), 8);
        return sum + Sse2.ShiftLeftLogical128BitLane(Sigma1(sum), 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Sigma1(Vector128<uint> x) => Rotate(x, 17) ^ Rotate(x, 19) ^ (x >>> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Rotate(Vector128<uint> x, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(x, count) : (x >>> count) | (x << (32 - count));
}
