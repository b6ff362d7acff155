using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HtpasswdAuth;

/// <summary>
/// SHA-512 with its message schedule in vectors, two words at a time. They have units of their own in the processor, so that the
/// schedule runs beside the rounds and not between them: two thirds of the time of <see cref="Sha2{TBlock, TWord}"/>.
/// </summary>
internal static unsafe class Sha512Vector
{
    public static bool IsSupported => Ssse3.IsSupported;

    /// <summary>As <see cref="ISha2Block{TWord}.Compress"/>; <paramref name="k"/> are the constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(ulong* state, ulong* w, ulong* k)
    {
        // What the sixteen rounds to come add, word and constant; those after them overwrite it.
        ulong* wk = w + 16;
        Vector128<ulong> x0 = Vector128.Load(w);
        Vector128<ulong> x1 = Vector128.Load(w + 2);
        Vector128<ulong> x2 = Vector128.Load(w + 4);
        Vector128<ulong> x3 = Vector128.Load(w + 6);
        Vector128<ulong> x4 = Vector128.Load(w + 8);
        Vector128<ulong> x5 = Vector128.Load(w + 10);
        Vector128<ulong> x6 = Vector128.Load(w + 12);
        Vector128<ulong> x7 = Vector128.Load(w + 14);
        ulong a = state[0];
        ulong b = state[1];
        ulong c = state[2];
        ulong d = state[3];
        ulong e = state[4];
        ulong f = state[5];
        ulong g = state[6];
        ulong h = state[7];

        Round(a, b, c, ref d, e, f, g, ref h, k[0] + w[0]);
        Round(h, a, b, ref c, d, e, f, ref g, k[1] + w[1]);
        x0 = Next(x0, x1, x4, x5, x7);
        (x0 + Vector128.Load(k + 16)).Store(wk);
        Round(g, h, a, ref b, c, d, e, ref f, k[2] + w[2]);
        Round(f, g, h, ref a, b, c, d, ref e, k[3] + w[3]);
        x1 = Next(x1, x2, x5, x6, x0);
        (x1 + Vector128.Load(k + 18)).Store(wk + 2);
        Round(e, f, g, ref h, a, b, c, ref d, k[4] + w[4]);
        Round(d, e, f, ref g, h, a, b, ref c, k[5] + w[5]);
        x2 = Next(x2, x3, x6, x7, x1);
        (x2 + Vector128.Load(k + 20)).Store(wk + 4);
        Round(c, d, e, ref f, g, h, a, ref b, k[6] + w[6]);
        Round(b, c, d, ref e, f, g, h, ref a, k[7] + w[7]);
        x3 = Next(x3, x4, x7, x0, x2);
        (x3 + Vector128.Load(k + 22)).Store(wk + 6);
        Round(a, b, c, ref d, e, f, g, ref h, k[8] + w[8]);
        Round(h, a, b, ref c, d, e, f, ref g, k[9] + w[9]);
        x4 = Next(x4, x5, x0, x1, x3);
        (x4 + Vector128.Load(k + 24)).Store(wk + 8);
        Round(g, h, a, ref b, c, d, e, ref f, k[10] + w[10]);
        Round(f, g, h, ref a, b, c, d, ref e, k[11] + w[11]);
        x5 = Next(x5, x6, x1, x2, x4);
        (x5 + Vector128.Load(k + 26)).Store(wk + 10);
        Round(e, f, g, ref h, a, b, c, ref d, k[12] + w[12]);
        Round(d, e, f, ref g, h, a, b, ref c, k[13] + w[13]);
        x6 = Next(x6, x7, x2, x3, x5);
        (x6 + Vector128.Load(k + 28)).Store(wk + 12);
        Round(c, d, e, ref f, g, h, a, ref b, k[14] + w[14]);
        Round(b, c, d, ref e, f, g, h, ref a, k[15] + w[15]);
        x7 = Next(x7, x0, x3, x4, x6);
        (x7 + Vector128.Load(k + 30)).Store(wk + 14);
        for (ulong* next = k + 32; next < k + 80; next += 16)
        {
            Round(a, b, c, ref d, e, f, g, ref h, wk[0]);
            Round(h, a, b, ref c, d, e, f, ref g, wk[1]);
            x0 = Next(x0, x1, x4, x5, x7);
            (x0 + Vector128.Load(next)).Store(wk);
            Round(g, h, a, ref b, c, d, e, ref f, wk[2]);
            Round(f, g, h, ref a, b, c, d, ref e, wk[3]);
            x1 = Next(x1, x2, x5, x6, x0);
            (x1 + Vector128.Load(next + 2)).Store(wk + 2);
            Round(e, f, g, ref h, a, b, c, ref d, wk[4]);
            Round(d, e, f, ref g, h, a, b, ref c, wk[5]);
            x2 = Next(x2, x3, x6, x7, x1);
            (x2 + Vector128.Load(next + 4)).Store(wk + 4);
            Round(c, d, e, ref f, g, h, a, ref b, wk[6]);
            Round(b, c, d, ref e, f, g, h, ref a, wk[7]);
            x3 = Next(x3, x4, x7, x0, x2);
            (x3 + Vector128.Load(next + 6)).Store(wk + 6);
            Round(a, b, c, ref d, e, f, g, ref h, wk[8]);
            Round(h, a, b, ref c, d, e, f, ref g, wk[9]);
            x4 = Next(x4, x5, x0, x1, x3);
            (x4 + Vector128.Load(next + 8)).Store(wk + 8);
            Round(g, h, a, ref b, c, d, e, ref f, wk[10]);
            Round(f, g, h, ref a, b, c, d, ref e, wk[11]);
            x5 = Next(x5, x6, x1, x2, x4);
            (x5 + Vector128.Load(next + 10)).Store(wk + 10);
            Round(e, f, g, ref h, a, b, c, ref d, wk[12]);
            Round(d, e, f, ref g, h, a, b, ref c, wk[13]);
            x6 = Next(x6, x7, x2, x3, x5);
            (x6 + Vector128.Load(next + 12)).Store(wk + 12);
            Round(c, d, e, ref f, g, h, a, ref b, wk[14]);
            Round(b, c, d, ref e, f, g, h, ref a, wk[15]);
            x7 = Next(x7, x0, x3, x4, x6);
            (x7 + Vector128.Load(next + 14)).Store(wk + 14);
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
    private static void Round(ulong a, ulong b, ulong c, ref ulong d, ulong e, ulong f, ulong g, ref ulong h, ulong kw)
    {
        h += kw;
        ulong x = f ^ g;
        x &= e;
        x ^= g;
        h += x;
        x = BitOperations.RotateRight(e, 14) ^ BitOperations.RotateRight(e, 18) ^ BitOperations.RotateRight(e, 41);
        h += x;
        d += h;
        x = a & b;
        h += x;
        x = a ^ b;
        x &= c;
        h += x;
        x = BitOperations.RotateRight(a, 28) ^ BitOperations.RotateRight(a, 34) ^ BitOperations.RotateRight(a, 39);
        h += x;
    }

    /// <summary>The next two words after sixteen, from the five pairs of them that it takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Next(
        Vector128<ulong> x0, Vector128<ulong> x1, Vector128<ulong> x4, Vector128<ulong> x5, Vector128<ulong> x7)
    {
        Vector128<ulong> y = Ssse3.AlignRight(x1.AsByte(), x0.AsByte(), 8).AsUInt64();
        Vector128<ulong> sum = x0 + Ssse3.AlignRight(x5.AsByte(), x4.AsByte(), 8).AsUInt64();
        sum += Rotate(y, 1) ^ Rotate(y, 8) ^ (y >>> 7);
        return sum + (Rotate(x7, 19) ^ Rotate(x7, 61) ^ (x7 >>> 6));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Rotate(Vector128<ulong> x, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(x, count) : (x >>> count) | (x << (64 - count));
}
