using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// The DES of crypt(3): a block of zeros encrypted 25 times under the password, with an expansion that the salt alters.
/// Both halves are kept in their expanded form of 48 bits, eight bytes of 6 bits each: see <see cref="DesTables"/>.
/// </summary>
internal static class DesBlock
{
    private const int Rounds = 16;
    private const int Iterations = 25;
    private const uint KeyHalfMask = 0x0FFFFFFF;

    public static void ComputeDigest(ReadOnlySpan<byte> password, int salt, Span<byte> digest)
    {
        Span<ulong> keys = stackalloc ulong[Rounds];
        try
        {
            ScheduleKeys(password, keys);
            ulong block = Encrypt(keys, SwapMask(salt));
            BinaryPrimitives.WriteUInt64BigEndian(digest, Choose(block, DesTables.FinalPermutation, 64));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(keys));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Encrypt(ReadOnlySpan<ulong> keys, ulong swap)
    {
        ref ulong table = ref MemoryMarshal.GetArrayDataReference(DesTables.SubstitutedExpanded);
        ulong left = 0;
        ulong right = 0;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            for (int round = 0; round < Rounds; round += 2)
            {
                left ^= Round(ref table, right, swap, keys[round]);
                right ^= Round(ref table, left, swap, keys[round + 1]);
            }

            // DES ends without the exchange of its last round; the permutations between two iterations cancel out.
            (left, right) = (right, left);
        }

        return ((ulong)Contract(left) << 32) | Contract(right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Round(ref ulong table, ulong half, ulong swap, ulong key)
    {
        ulong exchanged = (half ^ (half >> 32)) & swap;
        ulong x = half ^ exchanged ^ (exchanged << 32) ^ key;
        return Unsafe.Add(ref table, (byte)x)
            ^ Unsafe.Add(ref table, 64 + (byte)(x >> 8))
            ^ Unsafe.Add(ref table, 128 + (byte)(x >> 16))
            ^ Unsafe.Add(ref table, 192 + (byte)(x >> 24))
            ^ Unsafe.Add(ref table, 256 + (byte)(x >> 32))
            ^ Unsafe.Add(ref table, 320 + (byte)(x >> 40))
            ^ Unsafe.Add(ref table, 384 + (byte)(x >> 48))
            ^ Unsafe.Add(ref table, 448 + (byte)(x >> 56));
    }

    /// <summary>Bit i of the salt exchanges bits i and i + 24 of the expansion.</summary>
    private static ulong SwapMask(int salt)
    {
        ulong mask = 0;
        for (int i = 0; i < 12; i++)
        {
            mask |= (ulong)((salt >> i) & 1) << ((8 * (i / 6)) + 5 - (i % 6));
        }

        return mask;
    }

    private static void ScheduleKeys(ReadOnlySpan<byte> password, Span<ulong> keys)
    {
        ulong bits = 0;
        for (int i = 0; i < 8; i++)
        {
            bits = (bits << 8) | (i < password.Length ? (byte)(password[i] << 1) : (byte)0);
        }

        ulong chosen = Choose(bits, DesTables.KeyChoice1, 64);
        uint c = (uint)(chosen >> 28);
        uint d = (uint)chosen & KeyHalfMask;
        for (int round = 0; round < Rounds; round++)
        {
            int shift = DesTables.KeyShifts[round];
            c = ((c << shift) | (c >> (28 - shift))) & KeyHalfMask;
            d = ((d << shift) | (d >> (28 - shift))) & KeyHalfMask;
            keys[round] = SpreadKey(Choose(((ulong)c << 28) | d, DesTables.KeyChoice2, 56));
        }
    }

    /// <summary>48 bits as eight bytes of 6, the first in the lowest byte.</summary>
    private static ulong SpreadKey(ulong key)
    {
        ulong result = 0;
        for (int group = 0; group < 8; group++)
        {
            result |= ((key >> (42 - (6 * group))) & 63) << (8 * group);
        }

        return result;
    }

    private static ulong Choose(ulong bits, ReadOnlySpan<byte> positions, int width)
    {
        ulong result = 0;
        foreach (byte position in positions)
        {
            result = (result << 1) | ((bits >> (width - position)) & 1);
        }

        return result;
    }

    /// <summary>Undoes the expansion: the middle four bits of each group.</summary>
    private static uint Contract(ulong expanded)
    {
        uint result = 0;
        for (int group = 0; group < 8; group++)
        {
            result = (result << 4) | ((uint)(expanded >> ((8 * group) + 1)) & 15);
        }

        return result;
    }
}
