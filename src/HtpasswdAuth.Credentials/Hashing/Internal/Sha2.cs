using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>The block function that SHA-256 and SHA-512 have in common, in two steps and for every processor.</summary>
internal static unsafe class Sha2<TBlock, TWord>
    where TBlock : struct, ISha2Block<TWord>
    where TWord : unmanaged, IBinaryInteger<TWord>
{
    public const int BlockWords = 16;

    /// <summary>Room for the schedule of either: 80 words of 64 bits.</summary>
    private const int MaxRounds = 80;

    /// <summary>Takes in one block of bytes.</summary>
    [SkipLocalsInit]
    public static void Compress(ref HashState state, ReadOnlySpan<byte> block)
    {
        // The vectors use as much again.
        Span<TWord> words = stackalloc TWord[2 * BlockWords];
        Span<byte> bytes = MemoryMarshal.AsBytes(words);
        block[..(BlockWords * sizeof(TWord))].CopyTo(bytes);
        ToWords(words[..BlockWords]);
        fixed (TWord* w = words)
        fixed (HashState* s = &state)
        {
            if (TBlock.HasVectors)
            {
                TBlock.Compress((TWord*)s, w);
            }
            else
            {
                CompressPortably((TWord*)s, w);
            }
        }

        CryptographicOperations.ZeroMemory(bytes);
    }

    /// <summary>Takes in one block of words in the processor's order, on any processor.</summary>
    [SkipLocalsInit]
    public static void CompressPortably(TWord* state, TWord* words)
    {
        TWord* schedule = stackalloc TWord[MaxRounds];
        var all = new Span<TWord>(schedule, TBlock.Rounds);
        new ReadOnlySpan<TWord>(words, BlockWords).CopyTo(all);
        Schedule(all);
        CompressScheduled(state, schedule);
        all.Clear();
    }

    /// <summary>Between the bytes of a message and words in the processor's order.</summary>
    public static void ToWords(Span<TWord> words)
    {
        if (!BitConverter.IsLittleEndian)
        {
            return;
        }

        if (sizeof(TWord) == sizeof(uint))
        {
            Span<uint> narrow = MemoryMarshal.Cast<TWord, uint>(words);
            BinaryPrimitives.ReverseEndianness(narrow, narrow);
        }
        else
        {
            Span<ulong> wide = MemoryMarshal.Cast<TWord, ulong>(words);
            BinaryPrimitives.ReverseEndianness(wide, wide);
        }
    }

    /// <summary>Makes of the sixteen words that <paramref name="words"/> begins with what each round adds, constants included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Schedule(Span<TWord> words)
    {
        ReadOnlySpan<TWord> k = TBlock.K;
        for (int t = BlockWords; t < TBlock.Rounds; t++)
        {
            words[t] = words[t - 16] + TBlock.SmallSigma0(words[t - 15]) + words[t - 7] + TBlock.SmallSigma1(words[t - 2]);
        }

        for (int t = 0; t < TBlock.Rounds; t++)
        {
            words[t] += k[t];
        }
    }

    /// <summary>Takes in one block that is scheduled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CompressScheduled(TWord* state, TWord* schedule)
    {
        TWord a = state[0];
        TWord b = state[1];
        TWord c = state[2];
        TWord d = state[3];
        TWord e = state[4];
        TWord f = state[5];
        TWord g = state[6];
        TWord h = state[7];
        TWord* end = schedule + TBlock.Rounds;
        for (TWord* w = schedule; w < end; w += 8)
        {
            Round(a, b, c, ref d, e, f, g, ref h, w[0]);
            Round(h, a, b, ref c, d, e, f, ref g, w[1]);
            Round(g, h, a, ref b, c, d, e, ref f, w[2]);
            Round(f, g, h, ref a, b, c, d, ref e, w[3]);
            Round(e, f, g, ref h, a, b, c, ref d, w[4]);
            Round(d, e, f, ref g, h, a, b, ref c, w[5]);
            Round(c, d, e, ref f, g, h, a, ref b, w[6]);
            Round(b, c, d, ref e, f, g, h, ref a, w[7]);
        }

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
    /// One round; the caller renames the variables instead of moving them, in steps this
    /// small because the compiler would keep more values at once in a longer expression than there are registers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(TWord a, TWord b, TWord c, ref TWord d, TWord e, TWord f, TWord g, ref TWord h, TWord w)
    {
        h += w;
        TWord x = f ^ g;
        x &= e;
        x ^= g;
        h += x;
        x = TBlock.LargeSigma1(e);
        h += x;
        d += h;
        x = a & b;
        h += x;
        x = a ^ b;
        x &= c;
        h += x;
        x = TBlock.LargeSigma0(a);
        h += x;
    }
}
