using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>
/// bcrypt's costly part for three passwords at once. A round of Blowfish waits ten cycles for its own look-ups and keeps the
/// processor busy for three: three that do not depend on each other take hardly longer than one. A fourth would
/// need more registers than there are.
/// </summary>
internal static unsafe class BlowfishLanes
{
    public const int Count = 3;

    /// <summary>From a lane's state to the next one's. All lie in one block, so that one base register reaches everything.</summary>
    public const int Stride = Blowfish.StateWords;

    private const int P0 = Blowfish.PStart;
    private const int P1 = P0 + Stride;
    private const int P2 = P1 + Stride;

    /// <summary>As <see cref="Blowfish.ExpandRepeatedly"/>: the states, keys and salts of the lanes follow one another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExpandRepeatedly(Span<uint> states, ReadOnlySpan<uint> keys, ReadOnlySpan<uint> salts, uint rounds)
    {
        fixed (uint* s = states[..(Count * Stride)], k = keys[..(Count * Blowfish.PWords)], t = salts[..(Count * 4)])
        {
            do
            {
                for (int i = 0; i < Blowfish.PWords; i++)
                {
                    s[P0 + i] ^= k[i];
                    s[P1 + i] ^= k[i + Blowfish.PWords];
                    s[P2 + i] ^= k[i + (2 * Blowfish.PWords)];
                }

                Expand(s);
                for (int i = 0; i < Blowfish.PWords; i++)
                {
                    s[P0 + i] ^= t[i & 3];
                    s[P1 + i] ^= t[(i & 3) + 4];
                    s[P2 + i] ^= t[(i & 3) + 8];
                }

                Expand(s);
            }
            while (--rounds > 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Expand(uint* s)
    {
        uint l0 = 0;
        uint r0 = 0;
        uint l1 = 0;
        uint r1 = 0;
        uint l2 = 0;
        uint r2 = 0;
        for (uint* target = s + P0; target < s + Stride; target += 2)
        {
            Encrypt(s, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
            Store(target, l0, r0, l1, r1, l2, r2);
        }

        for (uint* target = s; target < s + P0; target += 2)
        {
            Encrypt(s, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
            Store(target, l0, r0, l1, r1, l2, r2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(uint* target, uint l0, uint r0, uint l1, uint r1, uint l2, uint r2)
    {
        target[0] = l0;
        target[1] = r0;
        target[Stride] = l1;
        target[Stride + 1] = r1;
        target[2 * Stride] = l2;
        target[(2 * Stride) + 1] = r2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Encrypt(uint* s, ref uint l0, ref uint r0, ref uint l1, ref uint r1, ref uint l2, ref uint r2)
    {
        l0 ^= s[P0];
        l1 ^= s[P1];
        l2 ^= s[P2];
        TwoRounds(s, 1, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
        TwoRounds(s, 3, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
        TwoRounds(s, 5, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
        TwoRounds(s, 7, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
        TwoRounds(s, 9, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
        TwoRounds(s, 11, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
        TwoRounds(s, 13, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
        TwoRounds(s, 15, ref l0, ref r0, ref l1, ref r1, ref l2, ref r2);
        (l0, r0) = (r0 ^ s[P0 + 17], l0);
        (l1, r1) = (r1 ^ s[P1 + 17], l1);
        (l2, r2) = (r2 ^ s[P2 + 17], l2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoRounds(uint* s, int p, ref uint l0, ref uint r0, ref uint l1, ref uint r1, ref uint l2, ref uint r2)
    {
        r0 = r0 ^ s[P0 + p] ^ Blowfish.F(s, 0, l0);
        r1 = r1 ^ s[P1 + p] ^ Blowfish.F(s, Stride, l1);
        r2 = r2 ^ s[P2 + p] ^ Blowfish.F(s, 2 * Stride, l2);
        l0 = l0 ^ s[P0 + p + 1] ^ Blowfish.F(s, 0, r0);
        l1 = l1 ^ s[P1 + p + 1] ^ Blowfish.F(s, Stride, r1);
        l2 = l2 ^ s[P2 + p + 1] ^ Blowfish.F(s, 2 * Stride, r2);
    }
}
