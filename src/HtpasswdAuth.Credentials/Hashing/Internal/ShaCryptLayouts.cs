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
        int bits = 8 * sizeof(TWord);
        int shift = 8 * (offset % sizeof(TWord));
        int index = offset / sizeof(TWord);
        TWord* target = place + index;
        if (shift == 0)
        {
            for (int i = 0; i < 8; i++)
            {
                target[i + Gap(index + i)] = digest[i];
            }

            return;
        }

        TWord head = ~(TWord.AllBitsSet >>> shift);
        *target = (*target & head) | (digest[0] >>> shift);
        for (int i = 1; i < 8; i++)
        {
            target[i + Gap(index + i)] = (digest[i - 1] << (bits - shift)) | (digest[i] >>> shift);
        }

        target += 8 + Gap(index + 8);
        *target = (*target & (TWord.AllBitsSet >>> shift)) | (digest[7] << (bits - shift));
    }

    /// <summary>How much further a word lies because the next block has a place of its own.</summary>
    private static int Gap(int index) => index < Sha2<TBlock, TWord>.BlockWords ? 0 : TBlock.Rounds - Sha2<TBlock, TWord>.BlockWords;
}
