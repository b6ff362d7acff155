using System.Numerics;

namespace HtpasswdAuth;

/// <summary>The tables of DES (FIPS 46-3); positions count from 1, the first bit being the highest, as printed there.</summary>
internal static class DesTables
{
    public const int Rounds = 16;

    /// <summary>The rows of <see cref="RoundKeys"/> for one character.</summary>
    public const int RowsPerCharacter = 16 + 8;

    /// <summary>
    /// For each S-box and its 6 input bits what the round makes of them: S, then P, then the expansion E of the next
    /// round, in eight bytes of 6 bits each. Everything after S is linear, so that the eight parts are simply xored.
    /// </summary>
    public static readonly ulong[] SubstitutedExpanded = BuildSubstitutedExpanded();

    /// <summary>
    /// For each of the 8 characters of a key the sixteen round keys that its lower 4 bits make, in 16 rows, and its upper 3, in 8
    /// more. A bit of the key only ever moves: what its parts make is simply xored.
    /// </summary>
    public static readonly ulong[] RoundKeys = BuildRoundKeys();

    private const uint KeyHalfMask = 0x0FFFFFFF;

    private static ReadOnlySpan<byte> KeyChoice1 =>
    [
        57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
        63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
    ];

    private static ReadOnlySpan<byte> KeyChoice2 =>
    [
        14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
        41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
    ];

    private static ReadOnlySpan<byte> KeyShifts => [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

    private static ReadOnlySpan<byte> Permutation =>
    [
        16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
    ];

    /// <summary>S1 to S8, each four rows of sixteen.</summary>
    private static ReadOnlySpan<byte> Substitutions =>
    [
        14, 4, 13, 1, 2, 15, 11, 8, 3, 10, 6, 12, 5, 9, 0, 7, 0, 15, 7, 4, 14, 2, 13, 1, 10, 6, 12, 11, 9, 5, 3, 8,
        4, 1, 14, 8, 13, 6, 2, 11, 15, 12, 9, 7, 3, 10, 5, 0, 15, 12, 8, 2, 4, 9, 1, 7, 5, 11, 3, 14, 10, 0, 6, 13,
        15, 1, 8, 14, 6, 11, 3, 4, 9, 7, 2, 13, 12, 0, 5, 10, 3, 13, 4, 7, 15, 2, 8, 14, 12, 0, 1, 10, 6, 9, 11, 5,
        0, 14, 7, 11, 10, 4, 13, 1, 5, 8, 12, 6, 9, 3, 2, 15, 13, 8, 10, 1, 3, 15, 4, 2, 11, 6, 7, 12, 0, 5, 14, 9,
        10, 0, 9, 14, 6, 3, 15, 5, 1, 13, 12, 7, 11, 4, 2, 8, 13, 7, 0, 9, 3, 4, 6, 10, 2, 8, 5, 14, 12, 11, 15, 1,
        13, 6, 4, 9, 8, 15, 3, 0, 11, 1, 2, 12, 5, 10, 14, 7, 1, 10, 13, 0, 6, 9, 8, 7, 4, 15, 14, 3, 11, 5, 2, 12,
        7, 13, 14, 3, 0, 6, 9, 10, 1, 2, 8, 5, 11, 12, 4, 15, 13, 8, 11, 5, 6, 15, 0, 3, 4, 7, 2, 12, 1, 10, 14, 9,
        10, 6, 9, 0, 12, 11, 7, 13, 15, 1, 3, 14, 5, 2, 8, 4, 3, 15, 0, 6, 10, 1, 13, 8, 9, 4, 5, 11, 12, 7, 2, 14,
        2, 12, 4, 1, 7, 10, 11, 6, 8, 5, 3, 15, 13, 0, 14, 9, 14, 11, 2, 12, 4, 7, 13, 1, 5, 0, 15, 10, 3, 9, 8, 6,
        4, 2, 1, 11, 10, 13, 7, 8, 15, 9, 12, 5, 6, 3, 0, 14, 11, 8, 12, 7, 1, 14, 2, 13, 6, 15, 0, 9, 10, 4, 5, 3,
        12, 1, 10, 15, 9, 2, 6, 8, 0, 13, 3, 4, 14, 7, 5, 11, 10, 15, 4, 2, 7, 12, 9, 5, 6, 1, 13, 14, 0, 11, 3, 8,
        9, 14, 15, 5, 2, 8, 12, 3, 7, 0, 4, 10, 1, 13, 11, 6, 4, 3, 2, 12, 9, 5, 15, 10, 11, 14, 1, 7, 6, 0, 8, 13,
        4, 11, 2, 14, 15, 0, 8, 13, 3, 12, 9, 7, 5, 10, 6, 1, 13, 0, 11, 7, 4, 9, 1, 10, 14, 3, 5, 12, 2, 15, 8, 6,
        1, 4, 11, 13, 12, 3, 7, 14, 10, 15, 6, 8, 0, 5, 9, 2, 6, 11, 13, 8, 1, 4, 10, 7, 9, 5, 0, 15, 14, 2, 3, 12,
        13, 2, 8, 4, 6, 15, 11, 1, 10, 9, 3, 14, 5, 0, 12, 7, 1, 15, 13, 8, 10, 3, 7, 4, 12, 5, 6, 11, 0, 14, 9, 2,
        7, 11, 4, 1, 9, 12, 14, 2, 0, 6, 10, 13, 15, 3, 5, 8, 2, 1, 14, 7, 4, 10, 8, 13, 15, 12, 9, 0, 3, 5, 6, 11,
    ];

    /// <summary>E: each group of four bits together with its neighbours, the first group in the lowest byte.</summary>
    public static ulong Expand(uint word)
    {
        ulong result = 0;
        for (int group = 0; group < 8; group++)
        {
            result |= (ulong)(BitOperations.RotateLeft(word, 5 + (4 * group)) & 63) << (8 * group);
        }

        return result;
    }

    private static ulong[] BuildSubstitutedExpanded()
    {
        var table = new ulong[8 * 64];
        for (int box = 0; box < 8; box++)
        {
            for (int input = 0; input < 64; input++)
            {
                int row = ((input >> 4) & 2) | (input & 1);
                int column = (input >> 1) & 15;
                uint output = (uint)Substitutions[(box * 64) + (row * 16) + column] << (28 - (4 * box));
                table[(box * 64) + input] = Expand(Permute(output));
            }
        }

        return table;
    }

    private static ulong[] BuildRoundKeys()
    {
        var table = new ulong[8 * RowsPerCharacter * Rounds];
        for (int row = 0; row < 8 * RowsPerCharacter; row++)
        {
            int part = row % RowsPerCharacter;
            ulong character = part < 16 ? (ulong)part : (ulong)(part - 16) << 4;
            BuildRow(character << (57 - (8 * (row / RowsPerCharacter))), table.AsSpan(row * Rounds, Rounds));
        }

        return table;
    }

    private static void BuildRow(ulong key, Span<ulong> roundKeys)
    {
        ulong chosen = Choose(key, KeyChoice1, 64);
        uint c = (uint)(chosen >> 28);
        uint d = (uint)chosen & KeyHalfMask;
        for (int round = 0; round < Rounds; round++)
        {
            int shift = KeyShifts[round];
            c = ((c << shift) | (c >> (28 - shift))) & KeyHalfMask;
            d = ((d << shift) | (d >> (28 - shift))) & KeyHalfMask;
            roundKeys[round] = SpreadKey(Choose(((ulong)c << 28) | d, KeyChoice2, 56));
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

    private static uint Permute(uint word)
    {
        uint result = 0;
        foreach (byte position in Permutation)
        {
            result = (result << 1) | ((word >> (32 - position)) & 1);
        }

        return result;
    }
}
