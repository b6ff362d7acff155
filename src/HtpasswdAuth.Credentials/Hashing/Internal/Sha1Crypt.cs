using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>The HMAC-SHA-1 of <c>$sha1$</c>, each round's message being what the one before gave: PBKDF1 with HMAC for a hash.</summary>
internal static class Sha1Crypt
{
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5C;

    /// <param name="password">The key.</param>
    /// <param name="salt">The beginning of the first message.</param>
    /// <param name="roundsText">The rounds as they stand in the text: the end of the first message.</param>
    /// <param name="rounds">Their number, 1 and up.</param>
    /// <param name="digest">Room for 20 bytes.</param>
    public static void ComputeDigest(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> roundsText, int rounds, Span<byte> digest)
    {
        Span<byte> key = stackalloc byte[Sha1Block.BlockSize];
        HashStream<Sha1Block> hash = new();
        HashState inner = default;
        HashState outer = default;
        try
        {
            PrepareKey(password, key);
            Xor(key, InnerPad);
            Absorb(key, ref inner);
            hash.Append(key);
            hash.Append(salt);
            hash.Append(Sha1CryptScheme.Prefix);
            hash.Append(roundsText);
            hash.Finish(digest);
            Xor(key, InnerPad ^ OuterPad);
            Absorb(key, ref outer);
            hash.Append(key);
            hash.Append(digest);
            hash.Finish(digest);
            Iterate(inner, outer, rounds, digest);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            Clear(ref inner);
            Clear(ref outer);
            hash.Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Iterate(in HashState inner, in HashState outer, int rounds, Span<byte> digest)
    {
        Span<byte> block = stackalloc byte[Sha1Block.BlockSize];
        block.Clear();
        digest.CopyTo(block);
        block[Sha1Block.Size] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(block[^8..], 8L * (Sha1Block.BlockSize + Sha1Block.Size));
        for (int round = 1; round < rounds; round++)
        {
            HashState state = inner;
            Sha1Block.Compress(ref state, block);
            Sha1Block.WriteDigest(ref state, block);
            state = outer;
            Sha1Block.Compress(ref state, block);
            Sha1Block.WriteDigest(ref state, block);
        }

        block[..Sha1Block.Size].CopyTo(digest);
        CryptographicOperations.ZeroMemory(block);
    }

    private static void PrepareKey(ReadOnlySpan<byte> password, Span<byte> key)
    {
        key.Clear();
        if (password.Length > key.Length)
        {
            Sha1Block.Hash(password, key);
            return;
        }

        password.CopyTo(key);
    }

    private static void Absorb(ReadOnlySpan<byte> block, ref HashState state)
    {
        Sha1Block.Start(ref state);
        Sha1Block.Compress(ref state, block);
    }

    private static void Xor(Span<byte> key, byte pad)
    {
        foreach (ref byte value in key)
        {
            value ^= pad;
        }
    }

    private static void Clear(ref HashState state) =>
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(HashState.Words64(ref state)));
}
