using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    public const int Count = 8;

    /// <summary>The longest message in bytes, a whole number of blocks for either hash.</summary>
    private const int MaxMessage = 256;

    public static int PlacesPerLayout => MaxMessage / TBlock.BlockSize;

    public static int WordsPerLayout => PlacesPerLayout * TBlock.Rounds;

    /// <summary>Whether messages with a password of this length have room: up to 79 bytes for SHA-512 and 99 for SHA-256.</summary>
    public static bool Fit(int passwordLength, int saltLength) =>
        TBlock.DigestSize + saltLength + (2 * passwordLength) + 1 + TBlock.LengthFieldSize <= MaxMessage;

    /// <summary>Tells which layout a round has.</summary>
    public static int IndexOf(int round) => (round & 1) | (round % 3 != 0 ? 2 : 0) | (round % 7 != 0 ? 4 : 0);

    public static void Write(int index, ReadOnlySpan<byte> p, ReadOnlySpan<byte> s, ref ShaCryptLayout layout, TWord* places)
    {
        Span<byte> message = stackalloc byte[MaxMessage];
        message.Clear();
        bool odd = (index & 1) != 0;
        int length = odd ? Append(message, 0, p) : TBlock.DigestSize;
        length = (index & 2) != 0 ? Append(message, length, s) : length;
        length = (index & 4) != 0 ? Append(message, length, p) : length;
        int digestStart = odd ? length : 0;
        length = odd ? length + TBlock.DigestSize : Append(message, length, p);
        int blocks = (length + 1 + TBlock.LengthFieldSize + TBlock.BlockSize - 1) / TBlock.BlockSize;
        message[length] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(message[((blocks * TBlock.BlockSize) - 8)..], 8L * length);

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

        message.Clear();
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

    private static int Append(Span<byte> message, int length, ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(message[length..]);
        return length + piece.Length;
    }
}
