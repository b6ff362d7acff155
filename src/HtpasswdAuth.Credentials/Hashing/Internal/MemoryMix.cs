using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HtpasswdAuth;

/// <summary>
/// What scrypt does with a block of 128 r bytes (RFC 7914, sections 4 and 5) and yescrypt in its place: fills a table with what becomes
/// of the block and reads entries back in an order that the block decides. Blocks are in the order of <see cref="Salsa20"/>'s diagonals.
/// </summary>
internal static unsafe class MemoryMix
{
    /// <summary>The words of a block of r units.</summary>
    public static int WordsOf(int r) => 32 * r;

    /// <summary>
    /// Fills <paramref name="table"/> with <paramref name="count"/> blocks, the first of which is <paramref name="block"/>; the one
    /// that would follow is left there. With <paramref name="again"/> an earlier entry is mixed in each time. Where there are S-boxes
    /// yescrypt's way of mixing takes the place of scrypt's.
    /// </summary>
    public static void Fill(uint* block, int r, ulong count, uint* table, bool again, ref Pwxform boxes)
    {
        int words = WordsOf(r);
        Copy(block, table, words);
        for (ulong i = 0; i < count; i++)
        {
            uint* entry = table + (i * (ulong)words);
            uint* next = i + 1 < count ? entry + words : block;
            uint* other = again && i > 1 ? table + (Wrap(IndexOf(entry, r), i) * (ulong)words) : null;
            if (boxes.IsFilled)
            {
                Combine(entry, other, next, words);
                boxes.MixBlock(next, 2 * r);
            }
            else
            {
                Mix(entry, other, next, r);
            }
        }
    }

    /// <summary>
    /// Reads <paramref name="loops"/> entries of the table, of which there are <paramref name="count"/>, a power of 2, into the block;
    /// with <paramref name="writes"/> puts it in their place. <paramref name="scratch"/> has room for a block.
    /// </summary>
    public static void ReadBack(uint* block, int r, ulong count, ulong loops, uint* table, bool writes, uint* scratch, ref Pwxform boxes)
    {
        int words = WordsOf(r);
        for (ulong i = 0; i < loops; i++)
        {
            uint* entry = table + ((IndexOf(block, r) & (count - 1)) * (ulong)words);
            Combine(block, entry, block, words);
            if (writes)
            {
                Copy(block, entry, words);
            }

            if (boxes.IsFilled)
            {
                boxes.MixBlock(block, 2 * r);
            }
            else
            {
                Mix(block, null, scratch, r);
                Copy(scratch, block, words);
            }
        }
    }

    /// <summary>scryptBlockMix of two blocks xored, or of the first one alone.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(uint* block, uint* other, uint* result, int r)
    {
        var input = (Vector128<uint>*)block;
        var also = (Vector128<uint>*)other;
        var output = (Vector128<uint>*)result;
        int last = 4 * ((2 * r) - 1);
        Vector128<uint> a = input[last] ^ (also is null ? default : also[last]);
        Vector128<uint> b = input[last + 1] ^ (also is null ? default : also[last + 1]);
        Vector128<uint> c = input[last + 2] ^ (also is null ? default : also[last + 2]);
        Vector128<uint> d = input[last + 3] ^ (also is null ? default : also[last + 3]);
        for (int i = 0; i < 2 * r; i++)
        {
            int from = 4 * i;
            a ^= input[from];
            b ^= input[from + 1];
            c ^= input[from + 2];
            d ^= input[from + 3];
            if (also is not null)
            {
                a ^= also[from];
                b ^= also[from + 1];
                c ^= also[from + 2];
                d ^= also[from + 3];
            }

            Salsa20.Mix(ref a, ref b, ref c, ref d, rounds: 8);

            // The even ones to the first half, the odd ones to the second.
            int to = 4 * ((i / 2) + ((i & 1) * r));
            output[to] = a;
            output[to + 1] = b;
            output[to + 2] = c;
            output[to + 3] = d;
        }
    }

    private static void Combine(uint* block, uint* other, uint* result, int words)
    {
        if (other is null)
        {
            Copy(block, result, words);
            return;
        }

        for (int i = 0; i < words; i += Vector128<uint>.Count)
        {
            (Vector128.Load(block + i) ^ Vector128.Load(other + i)).Store(result + i);
        }
    }

    private static void Copy(uint* from, uint* to, int words) => new ReadOnlySpan<uint>(from, words).CopyTo(new Span<uint>(to, words));

    /// <summary>The first 8 bytes of the last 64, which word 0 and word 13 of the diagonals are.</summary>
    private static ulong IndexOf(uint* block, int r)
    {
        uint* last = block + (((2 * r) - 1) * Salsa20.Words);
        return last[0] | ((ulong)last[13] << 32);
    }

    /// <summary>An entry among the last ones written, as many as the greatest power of 2 that is not more than all of them.</summary>
    private static ulong Wrap(ulong index, ulong written)
    {
        ulong power = 1UL << (63 - (int)ulong.LeadingZeroCount(written));
        return (index & (power - 1)) + (written - power);
    }
}
