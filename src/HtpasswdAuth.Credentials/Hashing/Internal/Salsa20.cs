using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HtpasswdAuth;

/// <summary>
/// The core of Salsa20 (D. Bernstein; RFC 7914, section 3), on a block whose 16 words are in the order of its diagonals: word i of the
/// vectors is word 5i mod 16 of the block. A quarter round then takes a vector of each diagonal, and all four run side by side.
/// </summary>
internal static unsafe class Salsa20
{
    public const int Words = 16;

    /// <summary>Adds to a block what its rounds make of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Mix(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d, int rounds)
    {
        Vector128<uint> x0 = a;
        Vector128<uint> x1 = b;
        Vector128<uint> x2 = c;
        Vector128<uint> x3 = d;
        for (int round = 0; round < rounds; round += 2)
        {
            x1 ^= RotateLeft(x0 + x3, 7);
            x2 ^= RotateLeft(x1 + x0, 9);
            x3 ^= RotateLeft(x2 + x1, 13);
            x0 ^= RotateLeft(x3 + x2, 18);

            // Rows for columns.
            x1 = Vector128.Shuffle(x1, Vector128.Create(3u, 0, 1, 2));
            x2 = Vector128.Shuffle(x2, Vector128.Create(2u, 3, 0, 1));
            x3 = Vector128.Shuffle(x3, Vector128.Create(1u, 2, 3, 0));

            x3 ^= RotateLeft(x0 + x1, 7);
            x2 ^= RotateLeft(x3 + x0, 9);
            x1 ^= RotateLeft(x2 + x3, 13);
            x0 ^= RotateLeft(x1 + x2, 18);

            x1 = Vector128.Shuffle(x1, Vector128.Create(1u, 2, 3, 0));
            x2 = Vector128.Shuffle(x2, Vector128.Create(2u, 3, 0, 1));
            x3 = Vector128.Shuffle(x3, Vector128.Create(3u, 0, 1, 2));
        }

        a += x0;
        b += x1;
        c += x2;
        d += x3;
    }

    /// <summary>Orders the words of a block by diagonals.</summary>
    public static void ToDiagonals(ReadOnlySpan<uint> block, uint* diagonals)
    {
        for (int i = 0; i < block.Length; i++)
        {
            diagonals[i] = block[(i & ~15) + (5 * i & 15)];
        }
    }

    /// <summary>Undoes <see cref="ToDiagonals"/>.</summary>
    public static void FromDiagonals(uint* diagonals, Span<uint> block)
    {
        for (int i = 0; i < block.Length; i++)
        {
            block[(i & ~15) + (5 * i & 15)] = diagonals[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> RotateLeft(Vector128<uint> x, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(x, count) : (x << count) | (x >>> (32 - count));
}
