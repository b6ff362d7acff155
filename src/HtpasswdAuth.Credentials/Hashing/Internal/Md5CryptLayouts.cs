using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// MD5-crypt's rounds over messages that are written and padded once. The previous digest is put in by words, because the
/// processor has to wait for what is written in bytes and read in words.
/// </summary>
internal static unsafe class Md5CryptLayouts
{
    private const int WordsPerForm = CryptRound.MaxMessage / 4;

    [SkipLocalsInit]
    public static void Iterate(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int rounds, Span<byte> digest)
    {
        Span<uint> messages = stackalloc uint[CryptRound.Forms * WordsPerForm];
        Span<Md5CryptLayout> layouts = stackalloc Md5CryptLayout[CryptRound.Forms];
        for (int form = 0; form < layouts.Length; form++)
        {
            Write(form, password, salt, messages.Slice(form * WordsPerForm, WordsPerForm), ref layouts[form]);
        }

        fixed (uint* message = messages)
        fixed (Md5CryptLayout* layout = layouts)
        {
            Iterate(layout, message, rounds, MemoryMarshal.Cast<byte, uint>(digest));
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(messages));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(layouts));
    }

    private static void Write(int form, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<uint> words, ref Md5CryptLayout layout)
    {
        Span<byte> message = stackalloc byte[CryptRound.MaxMessage];
        int digestStart = CryptRound.Write<Md5Block>(form, password, salt, message, out int blocks);
        int first = digestStart / Md5Block.BlockSize;
        Md5Block.Start(ref layout.Start);
        for (int i = 0; i < first; i++)
        {
            Md5Block.Compress(ref layout.Start, message.Slice(i * Md5Block.BlockSize, Md5Block.BlockSize));
        }

        MemoryMarshal.Cast<byte, uint>(message[(first * Md5Block.BlockSize)..]).CopyTo(words);
        layout.Blocks = blocks - first;
        int offset = digestStart - (first * Md5Block.BlockSize);
        layout.DigestWord = offset / 4;
        layout.DigestShift = 8 * (offset % 4);
        layout.Head = words[layout.DigestWord];
        layout.Tail = words[layout.DigestWord + 4];
        layout.EntrySteps = layout.DigestWord & ~3;
        layout.Entry = layout.Start;
        fixed (uint* w = words)
        {
            Md5Block.Enter(ref layout.Entry, layout.EntrySteps, w);
        }

        CryptographicOperations.ZeroMemory(message);
    }

    /// <summary>
    /// The rounds. A digest stays in registers until it is used: through memory it would come ten cycles later, of the less than
    /// three hundred that a round takes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Iterate(Md5CryptLayout* layouts, uint* messages, int rounds, Span<uint> digest)
    {
        uint* k = Md5Block.Constants;
        (uint h0, uint h1, uint h2, uint h3) = (digest[0], digest[1], digest[2], digest[3]);
        for (int round = 0; round < rounds; round++)
        {
            int form = CryptRound.FormOf(round);
            Md5CryptLayout* layout = layouts + form;
            uint* message = messages + (form * WordsPerForm);
            uint* entry = (uint*)&layout->Entry;
            (uint a, uint b, uint c, uint d) = (entry[0], entry[1], entry[2], entry[3]);
            int first = layout->EntrySteps;
            if ((round & 1) == 0)
            {
                (message[0], message[1], message[2], message[3]) = (h0, h1, h2, h3);
                Md5Block.FourSteps(ref a, ref b, ref c, ref d, h0, h1, h2, h3, k);
                first = 4;
            }
            else
            {
                Place(layout, message + layout->DigestWord, h0, h1, h2, h3);
            }

            Md5Block.Steps(ref a, ref b, ref c, ref d, first, message, k);
            uint* start = (uint*)&layout->Start;
            (h0, h1, h2, h3) = (a + start[0], b + start[1], c + start[2], d + start[3]);
            if (layout->Blocks > 1)
            {
                (h0, h1, h2, h3) = FurtherBlocks(h0, h1, h2, h3, layout->Blocks, message);
            }
        }

        (digest[0], digest[1], digest[2], digest[3]) = (h0, h1, h2, h3);
    }

    private static (uint A, uint B, uint C, uint D) FurtherBlocks(uint h0, uint h1, uint h2, uint h3, int blocks, uint* message)
    {
        HashState state = default;
        Span<uint> h = HashState.Words32(ref state);
        (h[0], h[1], h[2], h[3]) = (h0, h1, h2, h3);
        for (int i = 1; i < blocks; i++)
        {
            Md5Block.Compress(ref state, message + (i * Md5Block.Words));
        }

        return (h[0], h[1], h[2], h[3]);
    }

    /// <summary>Writes a digest that need not begin with a word. A shift by all 32 bits takes two: one would do nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Place(Md5CryptLayout* layout, uint* target, uint h0, uint h1, uint h2, uint h3)
    {
        int shift = layout->DigestShift;
        int rest = 31 - shift;
        target[0] = layout->Head | (h0 << shift);
        target[1] = ((h0 >> 1) >> rest) | (h1 << shift);
        target[2] = ((h1 >> 1) >> rest) | (h2 << shift);
        target[3] = ((h2 >> 1) >> rest) | (h3 << shift);
        target[4] = layout->Tail | ((h3 >> 1) >> rest);
    }
}
