using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// The messages of SHA-crypt's rounds, which differ in nothing but the previous digest: written, padded and as far as possible hashed
/// once, before the rounds. What is left of a round is to put the digest in and to hash the blocks that hold it.
/// </summary>
/// <remarks>Each block has a place as large as its schedule: <see cref="ISha2Block{TWord}.Rounds"/> words.</remarks>
internal static unsafe class ShaCryptLayouts<TBlock, TWord>
    where TBlock : struct, ISha2Block<TWord>
    where TWord : unmanaged, IBinaryInteger<TWord>
{
    public static int WordsPerLayout => CryptRound.MaxMessage / TBlock.BlockSize * TBlock.Rounds;

    public static void Write(int form, ReadOnlySpan<byte> p, ReadOnlySpan<byte> s, ref ShaCryptLayout layout, TWord* places)
    {
        Span<byte> message = stackalloc byte[CryptRound.MaxMessage];
        int digestStart = CryptRound.Write<TBlock>(form, p, s, message, out int blocks);
        TBlock.Start(ref layout.Start);
        int firstLive = digestStart / TBlock.BlockSize;
        for (int i = 0; i < firstLive; i++)
        {
            TBlock.Compress(ref layout.Start, message.Slice(i * TBlock.BlockSize, TBlock.BlockSize));
        }

        int afterLive = (digestStart + TBlock.DigestSize + TBlock.BlockSize - 1) / TBlock.BlockSize;
        layout.LiveBlocks = afterLive - firstLive;
        layout.ScheduledBlocks = blocks - afterLive;
        layout.DigestOffset = digestStart - (firstLive * TBlock.BlockSize);
        for (int i = firstLive; i < blocks; i++)
        {
            var place = new Span<TWord>(places + ((i - firstLive) * TBlock.Rounds), TBlock.Rounds);
            MemoryMarshal.Cast<byte, TWord>(message.Slice(i * TBlock.BlockSize, TBlock.BlockSize)).CopyTo(place);
            Sha2<TBlock, TWord>.ToWords(place[..Sha2<TBlock, TWord>.BlockWords]);
            if (i >= afterLive)
            {
                Sha2<TBlock, TWord>.Schedule(place);
            }
        }

        CryptographicOperations.ZeroMemory(message);
    }

    /// <summary>
    /// Puts the digest into the live blocks, by words: what is written in bytes and then read in words the processor would have to
    /// wait for. The words at the ends keep what they hold beside the digest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Place(int offset, TWord* digest, TWord* place)
    {
        int shift = 8 * (offset % sizeof(TWord));
        int index = offset / sizeof(TWord);
        if (index == 0 && shift == 0)
        {
            for (int i = 0; i < 8; i++)
            {
                place[i] = digest[i];
            }
        }
        else if (shift != 0 && index + 8 < Sha2<TBlock, TWord>.BlockWords)
        {
            PlaceInBlock(shift, digest, place + index);
        }
        else
        {
            PlaceAnywhere(shift, index, digest, place);
        }
    }

    /// <summary>The usual case, which without a loop spares a twentieth of a round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PlaceInBlock(int shift, TWord* digest, TWord* target)
    {
        int rest = (8 * sizeof(TWord)) - shift;
        target[0] = (target[0] & ~(TWord.AllBitsSet >>> shift)) | (digest[0] >>> shift);
        target[1] = (digest[0] << rest) | (digest[1] >>> shift);
        target[2] = (digest[1] << rest) | (digest[2] >>> shift);
        target[3] = (digest[2] << rest) | (digest[3] >>> shift);
        target[4] = (digest[3] << rest) | (digest[4] >>> shift);
        target[5] = (digest[4] << rest) | (digest[5] >>> shift);
        target[6] = (digest[5] << rest) | (digest[6] >>> shift);
        target[7] = (digest[6] << rest) | (digest[7] >>> shift);
        target[8] = (target[8] & (TWord.AllBitsSet >>> shift)) | (digest[7] << rest);
    }

    /// <summary>Also where the digest begins with a word, or ends in the next block.</summary>
    private static void PlaceAnywhere(int shift, int index, TWord* digest, TWord* place)
    {
        // By all its bits a word cannot be shifted at once: this way what is left over of a whole word is nothing.
        int rest = (8 * sizeof(TWord)) - 1 - shift;
        TWord left = place[index + Gap(index)] & ~(TWord.AllBitsSet >>> shift);
        for (int i = 0; i < 8; i++)
        {
            place[index + i + Gap(index + i)] = left | (digest[i] >>> shift);
            left = (digest[i] << 1) << rest;
        }

        if (shift != 0)
        {
            TWord* last = place + index + 8 + Gap(index + 8);
            *last = left | (*last & (TWord.AllBitsSet >>> shift));
        }
    }

    /// <summary>How much further a word lies because the next block has a place of its own.</summary>
    private static int Gap(int index) => index < Sha2<TBlock, TWord>.BlockWords ? 0 : TBlock.Rounds - Sha2<TBlock, TWord>.BlockWords;
}
