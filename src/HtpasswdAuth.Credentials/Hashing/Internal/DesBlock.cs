using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// The DES of crypt(3): a block of zeros encrypted 25 times under the password, with an expansion that the salt alters; and that of
/// BSDi, any block any number of times.
/// Both halves are kept in their expanded form of 48 bits, eight bytes of 6 bits each, as the salt alters it: see
/// <see cref="DesTables"/>. All of that is linear, so that it can be done to the table once instead of to 400 results.
/// </summary>
internal static unsafe class DesBlock
{
    private const int Rounds = DesTables.Rounds;
    private const int Iterations = 25;
    private const int TableSize = 8 * 64;

    public static void ComputeDigest(ReadOnlySpan<byte> password, int salt, Span<byte> digest) =>
        BinaryPrimitives.WriteUInt64BigEndian(digest, Encrypt(password, salt, Iterations, block: 0));

    /// <summary>Encrypts a block so many times under the lower 7 bits of up to 8 characters, with a salt of up to 24 bits.</summary>
    [SkipLocalsInit]
    public static ulong Encrypt(ReadOnlySpan<byte> characters, int salt, int iterations, ulong block)
    {
        Span<ulong> keys = stackalloc ulong[Rounds];
        Span<ulong> table = stackalloc ulong[TableSize];
        ulong swap = SwapMask(salt);
        try
        {
            ScheduleKeys(characters, keys);
            AlterTable(swap, table);
            ulong left = 0;
            ulong right = 0;
            if (block != 0)
            {
                block = PermuteInitially(block);
                left = Exchange(DesTables.Expand((uint)(block >> 32)), swap);
                right = Exchange(DesTables.Expand((uint)block), swap);
            }

            (left, right) = Encrypt(keys, table, iterations, left, right);
            return PermuteFinally(((ulong)Contract(Exchange(left, swap)) << 32) | Contract(Exchange(right, swap)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(keys));
        }
    }

    /// <summary>
    /// The halves are kept with the key of the round to come xored in: what one round leaves behind is the index of the next one,
    /// and the way from index to index is as short as it can be.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (ulong Left, ulong Right) Encrypt(
        ReadOnlySpan<ulong> keys, ReadOnlySpan<ulong> table, int iterations, ulong left, ulong right)
    {
        ulong* changes = stackalloc ulong[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            // The two last rounds lead to the two first, with the halves exchanged: DES ends without the exchange of its last
            // round, and the permutations between two iterations cancel out.
            int next = round < Rounds - 2 ? round + 2 : Rounds - 1 - round;
            changes[round] = keys[round] ^ keys[next];
        }

        right ^= keys[0];
        left ^= keys[1];
        fixed (ulong* t = table)
        {
            for (int iteration = 0; iteration < iterations; iteration++)
            {
                for (ulong* change = changes; change < changes + Rounds; change += 2)
                {
                    left = Round(t, left, right);
                    right = Round(t, right ^ change[0], left);
                    left ^= change[1];
                }

                (left, right) = (right, left);
            }
        }

        new Span<ulong>(changes, Rounds).Clear();
        return (left ^ keys[1], right ^ keys[0]);
    }

    // The first and the last byte take one step to extract and the others two, so that they are summed up first. No two boxes set
    // the same bit, so that their results can be xored, ored or added: the three in this order keep the compiler from summing up one
    // after the other, which would take a cycle more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Round(ulong* t, ulong half, ulong x)
    {
        ulong early = half ^ (t[(nuint)(byte)x] | t[(nuint)(x >> 56) + 448]);
        ulong first = t[(nuint)(byte)(x >> 8) + 64] | t[(nuint)(byte)(x >> 16) + 128];
        ulong second = t[(nuint)(byte)(x >> 24) + 192] | t[(nuint)(byte)(x >> 32) + 256];
        ulong third = t[(nuint)(byte)(x >> 40) + 320] | t[(nuint)(byte)(x >> 48) + 384];
        return early ^ first ^ (second + third);
    }

    private static void AlterTable(ulong swap, Span<ulong> table)
    {
        ref ulong source = ref MemoryMarshal.GetArrayDataReference(DesTables.SubstitutedExpanded);
        ref ulong target = ref MemoryMarshal.GetReference(table[..TableSize]);
        Vector256<uint> mask = Vector256.Create(swap | (swap << 32)).AsUInt32();
        for (nuint i = 0; i < TableSize; i += 8)
        {
            Alter(mask, Vector256.LoadUnsafe(ref source, i)).StoreUnsafe(ref target, i);
            Alter(mask, Vector256.LoadUnsafe(ref source, i + 4)).StoreUnsafe(ref target, i + 4);
        }
    }

    /// <summary>Exchanges the bits of the mask between the two halves of each entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Alter(Vector256<uint> mask, Vector256<ulong> entries)
    {
        Vector256<uint> exchanged = Vector256.Shuffle(entries.AsUInt32(), Vector256.Create(1u, 0, 3, 2, 5, 4, 7, 6));
        return Vector256.ConditionalSelect(mask, exchanged, entries.AsUInt32()).AsUInt64();
    }

    /// <summary>The bits of the salt, 12 or 24, the first one exchanging the first bits of the first and the fifth group.</summary>
    private static ulong SwapMask(int salt)
    {
        ulong mask = 0;
        for (int i = 0; salt >> i != 0; i++)
        {
            mask |= (ulong)((salt >> i) & 1) << ((8 * (i / 6)) + 5 - (i % 6));
        }

        return mask;
    }

    private static ulong Exchange(ulong half, ulong swap)
    {
        ulong exchanged = (half ^ (half >> 32)) & swap;
        return half ^ exchanged ^ (exchanged << 32);
    }

    private static void ScheduleKeys(ReadOnlySpan<byte> password, Span<ulong> keys)
    {
        ref ulong rows = ref MemoryMarshal.GetArrayDataReference(DesTables.RoundKeys);
        Vector256<ulong> k0 = default;
        Vector256<ulong> k1 = default;
        Vector256<ulong> k2 = default;
        Vector256<ulong> k3 = default;
        int length = Math.Min(password.Length, 8);
        for (int i = 0; i < length; i++)
        {
            ref ulong low = ref Unsafe.Add(ref rows, ((i * DesTables.RowsPerCharacter) + (password[i] & 15)) * Rounds);
            ref ulong high = ref Unsafe.Add(ref rows, ((i * DesTables.RowsPerCharacter) + 16 + ((password[i] >> 4) & 7)) * Rounds);
            k0 ^= Vector256.LoadUnsafe(ref low) ^ Vector256.LoadUnsafe(ref high);
            k1 ^= Vector256.LoadUnsafe(ref low, 4) ^ Vector256.LoadUnsafe(ref high, 4);
            k2 ^= Vector256.LoadUnsafe(ref low, 8) ^ Vector256.LoadUnsafe(ref high, 8);
            k3 ^= Vector256.LoadUnsafe(ref low, 12) ^ Vector256.LoadUnsafe(ref high, 12);
        }

        k0.CopyTo(keys);
        k1.CopyTo(keys[4..]);
        k2.CopyTo(keys[8..]);
        k3.CopyTo(keys[12..]);
    }

    /// <summary>Undoes the expansion: the middle four bits of each group, the first group to the front.</summary>
    private static uint Contract(ulong expanded)
    {
        ulong x = (BinaryPrimitives.ReverseEndianness(expanded) >> 1) & 0x0F0F0F0F0F0F0F0F;
        x = (x | (x >> 4)) & 0x00FF00FF00FF00FF;
        x = (x | (x >> 8)) & 0x0000FFFF0000FFFF;
        return (uint)(x | (x >> 16));
    }

    /// <summary>
    /// DES's final permutation. The bytes of the two halves by turns, the second half first, are the columns of a square of 8 by 8
    /// bits; its rows, the last one first, are the result.
    /// </summary>
    private static ulong PermuteFinally(ulong block)
    {
        ulong x = (SpreadBytes((uint)block) << 8) | SpreadBytes((uint)(block >> 32));
        x = TransposeStep(x, 7, 0x00AA00AA00AA00AA);
        x = TransposeStep(x, 14, 0x0000CCCC0000CCCC);
        x = TransposeStep(x, 28, 0x00000000F0F0F0F0);
        return BinaryPrimitives.ReverseEndianness(x);
    }

    /// <summary>DES's initial permutation: undoes the final one.</summary>
    private static ulong PermuteInitially(ulong block)
    {
        ulong x = BinaryPrimitives.ReverseEndianness(block);
        x = TransposeStep(x, 28, 0x00000000F0F0F0F0);
        x = TransposeStep(x, 14, 0x0000CCCC0000CCCC);
        x = TransposeStep(x, 7, 0x00AA00AA00AA00AA);
        return ((ulong)GatherBytes(x) << 32) | GatherBytes(x >> 8);
    }

    private static uint GatherBytes(ulong x)
    {
        x &= 0x00FF00FF00FF00FF;
        x = (x | (x >> 8)) & 0x0000FFFF0000FFFF;
        return (uint)(x | (x >> 16));
    }

    private static ulong SpreadBytes(ulong half)
    {
        half = (half | (half << 16)) & 0x0000FFFF0000FFFF;
        return (half | (half << 8)) & 0x00FF00FF00FF00FF;
    }

    private static ulong TransposeStep(ulong x, int distance, ulong mask)
    {
        ulong differing = (x ^ (x >> distance)) & mask;
        return x ^ differing ^ (differing << distance);
    }
}
