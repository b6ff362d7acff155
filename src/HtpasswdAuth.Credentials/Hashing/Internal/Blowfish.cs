using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>
/// The Blowfish cipher as bcrypt uses it. The state is one block of memory, S before P, so that one base register reaches all
/// of it; the rounds are pointer arithmetic without bounds checks: an index is a byte and cannot leave its box of 256.
/// </summary>
internal static unsafe class Blowfish
{
    public const int PWords = 18;
    public const int PStart = 1024;
    public const int StateWords = PStart + PWords;

    public static void Initialize(Span<uint> state)
    {
        BlowfishTables.S.CopyTo(state);
        BlowfishTables.P.CopyTo(state[PStart..]);
    }

    /// <summary>bcrypt's first key schedule, in which the two halves of the salt are mixed in by turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExpandSalted(Span<uint> state, ReadOnlySpan<uint> key, ReadOnlySpan<uint> salt)
    {
        fixed (uint* s = state)
        {
            for (int i = 0; i < PWords; i++)
            {
                s[PStart + i] ^= key[i];
            }

            uint left = 0;
            uint right = 0;
            int half = 0;
            for (int i = 0; i < StateWords; i += 2, half ^= 2)
            {
                left ^= salt[half];
                right ^= salt[half + 1];
                Encrypt(s, ref left, ref right);

                // P is filled before S but lies behind it.
                int target = i < PWords ? PStart + i : i - PWords;
                s[target] = left;
                s[target + 1] = right;
            }
        }
    }

    /// <summary>The costly part: the key schedule with the key and then with the salt, many times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExpandRepeatedly(Span<uint> state, ReadOnlySpan<uint> key, ReadOnlySpan<uint> salt, uint rounds)
    {
        fixed (uint* s = state)
        {
            do
            {
                for (int i = 0; i < PWords; i++)
                {
                    s[PStart + i] ^= key[i];
                }

                Expand(s);
                for (int i = 0; i < PWords; i++)
                {
                    s[PStart + i] ^= salt[i & 3];
                }

                Expand(s);
            }
            while (--rounds > 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EncryptRepeatedly(ReadOnlySpan<uint> state, Span<uint> block, int times)
    {
        fixed (uint* s = state)
        {
            for (int i = 0; i < block.Length; i += 2)
            {
                for (int n = 0; n < times; n++)
                {
                    Encrypt(s, ref block[i], ref block[i + 1]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Expand(uint* s)
    {
        uint left = 0;
        uint right = 0;
        for (int i = PStart; i < StateWords; i += 2)
        {
            Encrypt(s, ref left, ref right);
            s[i] = left;
            s[i + 1] = right;
        }

        for (int i = 0; i < PStart; i += 2)
        {
            Encrypt(s, ref left, ref right);
            s[i] = left;
            s[i + 1] = right;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Encrypt(uint* s, ref uint left, ref uint right)
    {
        uint l = left ^ s[PStart];
        uint r = right;
        r = r ^ s[PStart + 1] ^ F(s, 0, l);
        l = l ^ s[PStart + 2] ^ F(s, 0, r);
        r = r ^ s[PStart + 3] ^ F(s, 0, l);
        l = l ^ s[PStart + 4] ^ F(s, 0, r);
        r = r ^ s[PStart + 5] ^ F(s, 0, l);
        l = l ^ s[PStart + 6] ^ F(s, 0, r);
        r = r ^ s[PStart + 7] ^ F(s, 0, l);
        l = l ^ s[PStart + 8] ^ F(s, 0, r);
        r = r ^ s[PStart + 9] ^ F(s, 0, l);
        l = l ^ s[PStart + 10] ^ F(s, 0, r);
        r = r ^ s[PStart + 11] ^ F(s, 0, l);
        l = l ^ s[PStart + 12] ^ F(s, 0, r);
        r = r ^ s[PStart + 13] ^ F(s, 0, l);
        l = l ^ s[PStart + 14] ^ F(s, 0, r);
        r = r ^ s[PStart + 15] ^ F(s, 0, l);
        l = l ^ s[PStart + 16] ^ F(s, 0, r);
        left = r ^ s[PStart + 17];
        right = l;
    }

    /// <summary>The round's function, with the boxes of the state that begins at <paramref name="start"/>.</summary>
    // The second box comes first: to extract its index takes one step more than that of the first box, and the sum waits for it.
    // Indices of native width fold into the addressing mode; 32-bit ones cost an instruction each, 9 % in all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint F(uint* s, nuint start, uint x)
    {
        uint sum = s[(nuint)(byte)(x >> 16) + (start + 256)];
        sum += s[(nuint)(x >> 24) + start];
        sum ^= s[(nuint)(byte)(x >> 8) + (start + 512)];
        return sum + s[(nuint)(byte)x + (start + 768)];
    }
}
