using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// The lanes of yescrypt, one after the other. Those of scrypt have a table each; those of yescrypt fill parts of one table, and at
/// the end all of them read all of it.
/// </summary>
internal static unsafe class YescryptLanes
{
    private const int LastBlock = 64;

    /// <summary>Mixes the lanes where they stand. yescrypt's key changes with the first of them.</summary>
    public static void Mix(Span<uint> lanes, int logN, MemoryHardShape shape, Span<byte> key)
    {
        int words = MemoryMix.WordsOf((int)shape.R);
        int laneCount = (int)shape.P;
        bool usesBoxes = shape.Mode == YescryptMode.ReadWrite;
        ulong n = 1UL << logN;
        long boxWords = usesBoxes ? (long)laneCount * (Pwxform.Bytes / sizeof(uint)) : 0;
        using var memory = new WorkMemory((((long)n * words) + (2L * words) + boxWords) * sizeof(uint));
        uint* table = memory.Words;
        uint* block = table + ((long)n * words);
        if (usesBoxes)
        {
            MixTogether(lanes, n, shape, key, table, block);
            return;
        }

        var none = default(Pwxform);
        for (int lane = 0; lane < laneCount; lane++)
        {
            Span<uint> words32 = lanes.Slice(lane * words, words);
            Salsa20.ToDiagonals(words32, block);
            MemoryMix.Fill(block, (int)shape.R, n, table, again: false, ref none);
            MemoryMix.ReadBack(block, (int)shape.R, n, Even(shape.Loops(n)), table, writes: false, block + words, ref none);
            Salsa20.FromDiagonals(block, words32);
        }
    }

    private static void MixTogether(Span<uint> lanes, ulong n, MemoryHardShape shape, Span<byte> key, uint* table, uint* block)
    {
        int r = (int)shape.R;
        int words = MemoryMix.WordsOf(r);
        ulong part = n / shape.P;
        ulong all = (ulong)shape.Loops(part);
        ulong writing = Even(all / shape.P);
        all = Even(all);
        part &= ~1UL;
        uint* boxes = block + (2 * words);
        var states = new Pwxform[shape.P];
        for (int lane = 0; lane < states.Length; lane++)
        {
            Span<uint> own = lanes.Slice(lane * words, words);
            uint* first = table + ((ulong)lane * part * (ulong)words);
            ulong count = lane < states.Length - 1 ? part : n - ((ulong)lane * part);
            ref Pwxform state = ref states[lane];
            state = Start(own, boxes + (lane * (Pwxform.Bytes / sizeof(uint))), block, lane == 0 ? key : default);
            Salsa20.ToDiagonals(own, block);
            MemoryMix.Fill(block, r, count, first, again: true, ref state);
            MemoryMix.ReadBack(block, r, PowerWithin(count), writing, first, writes: true, block + words, ref state);
            Salsa20.FromDiagonals(block, own);
        }

        for (int lane = 0; lane < states.Length; lane++)
        {
            Span<uint> own = lanes.Slice(lane * words, words);
            Salsa20.ToDiagonals(own, block);
            MemoryMix.ReadBack(block, r, n, all - writing, table, writes: false, block + words, ref states[lane]);
            Salsa20.FromDiagonals(block, own);
        }
    }

    /// <summary>Fills the S-boxes of a lane out of its first 128 bytes, as scrypt would fill a table. The first lane's change the key.</summary>
    private static Pwxform Start(Span<uint> lane, uint* boxes, uint* block, Span<byte> key)
    {
        const int Unit = 32;
        var none = default(Pwxform);
        Salsa20.ToDiagonals(lane[..Unit], block);
        MemoryMix.Fill(block, 1, Pwxform.Bytes / 128, boxes, again: false, ref none);
        Salsa20.FromDiagonals(block, lane[..Unit]);
        if (!key.IsEmpty)
        {
            Span<byte> changed = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(MemoryMarshal.AsBytes(lane)[^LastBlock..], key, changed);
            changed.CopyTo(key);
            CryptographicOperations.ZeroMemory(changed);
        }

        return new Pwxform(boxes);
    }

    private static ulong Even(UInt128 count) => ((ulong)count + 1) & ~1UL;

    private static ulong PowerWithin(ulong count) => 1UL << (63 - (int)ulong.LeadingZeroCount(count));
}
