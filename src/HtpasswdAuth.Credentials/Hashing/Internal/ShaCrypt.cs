using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>SHA-crypt on bytes. The comments in the steps give the numbers of the specification.</summary>
internal static unsafe class ShaCrypt<TBlock, TWord>
    where TBlock : struct, ISha2Block<TWord>
    where TWord : unmanaged, IBinaryInteger<TWord>
{
    private const int MaxDigestSize = 64;

    public static void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int rounds, Span<byte> digest) =>
        ComputeDigest(password, salt, rounds, digest, FastestPath(password.Length, salt.Length));

    public static HashPath FastestPath(int passwordLength, int saltLength)
    {
        HashPath prepared = TBlock.HasVectors ? HashPath.Vectors : HashPath.Prepared;
        return CryptRound.Fits<TBlock>(passwordLength, saltLength) ? prepared : HashPath.Stream;
    }

    public static void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int rounds, Span<byte> digest, HashPath path)
    {
        HashStream<TBlock> hash = new();
        Span<byte> passwordDigest = stackalloc byte[MaxDigestSize];
        Span<byte> saltDigest = stackalloc byte[MaxDigestSize];
        passwordDigest = passwordDigest[..TBlock.DigestSize];
        saltDigest = saltDigest[..TBlock.DigestSize];
        try
        {
            Begin(ref hash, password, salt, digest);

            // 13-16: the password is replaced by bytes that depend on all of it.
            hash.AppendTimes(password, password.Length);
            hash.Finish(passwordDigest);

            // 17-20: and so is the salt.
            hash.AppendTimes(salt, 16 + digest[0]);
            hash.Finish(saltDigest);
            if (path == HashPath.Stream)
            {
                Iterate(ref hash, passwordDigest, password.Length, saltDigest[..salt.Length], rounds, digest);
            }
            else
            {
                IterateLayouts(passwordDigest, password.Length, saltDigest[..salt.Length], rounds, digest, path == HashPath.Vectors);
            }
        }
        finally
        {
            hash.Clear();
            CryptographicOperations.ZeroMemory(passwordDigest);
            CryptographicOperations.ZeroMemory(saltDigest);
        }
    }

    /// <summary>1-12: the digest that the rounds start from.</summary>
    private static void Begin(ref HashStream<TBlock> hash, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<byte> digest)
    {
        Span<byte> inner = stackalloc byte[MaxDigestSize];
        inner = inner[..TBlock.DigestSize];
        hash.Append(password);
        hash.Append(salt);
        hash.Append(password);
        hash.Finish(inner);

        hash.Append(password);
        hash.Append(salt);
        hash.AppendRepeated(inner, password.Length);
        for (int bits = password.Length; bits > 0; bits >>= 1)
        {
            hash.Append((bits & 1) != 0 ? inner : password);
        }

        hash.Finish(digest);
        CryptographicOperations.ZeroMemory(inner);
    }

    /// <summary>21: the rounds, for passwords of usual length.</summary>
    [SkipLocalsInit]
    private static void IterateLayouts(
        ReadOnlySpan<byte> passwordDigest, int pLength, ReadOnlySpan<byte> s, int rounds, Span<byte> digest, bool vectors)
    {
        int words = ShaCryptLayouts<TBlock, TWord>.WordsPerLayout;
        Span<TWord> places = stackalloc TWord[CryptRound.Forms * words];
        Span<ShaCryptLayout> layouts = stackalloc ShaCryptLayout[CryptRound.Forms];
        Span<byte> p = stackalloc byte[CryptRound.MaxMessage];
        for (int i = 0; i < pLength; i++)
        {
            p[i] = passwordDigest[i % passwordDigest.Length];
        }

        HashState state = default;
        MemoryMarshal.Cast<byte, TWord>(digest).CopyTo(new Span<TWord>(&state, 8));
        Sha2<TBlock, TWord>.ToWords(new Span<TWord>(&state, 8));
        fixed (TWord* place = places)
        fixed (ShaCryptLayout* layout = layouts)
        {
            for (int i = 0; i < layouts.Length; i++)
            {
                ShaCryptLayouts<TBlock, TWord>.Write(i, p[..pLength], s, ref layouts[i], place + (i * words));
            }

            for (int round = 0; round < rounds; round++)
            {
                int form = CryptRound.FormOf(round);
                Round(ref state, layout + form, place + (form * words), vectors);
            }
        }

        TBlock.WriteDigest(ref state, digest);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(places));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(layouts));
        CryptographicOperations.ZeroMemory(p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Round(ref HashState state, ShaCryptLayout* layout, TWord* place, bool vectors)
    {
        fixed (HashState* pinned = &state)
        {
            TWord* words = (TWord*)pinned;
            ShaCryptLayouts<TBlock, TWord>.Place(layout->DigestOffset, words, place);
            *pinned = layout->Start;
            for (int i = 0; i < layout->LiveBlocks; i++, place += TBlock.Rounds)
            {
                if (vectors)
                {
                    TBlock.Compress(words, place);
                }
                else
                {
                    Sha2<TBlock, TWord>.CompressPortably(words, place);
                }
            }

            for (int i = 0; i < layout->ScheduledBlocks; i++, place += TBlock.Rounds)
            {
                Sha2<TBlock, TWord>.CompressScheduled(words, place);
            }
        }
    }

    /// <summary>21: the rounds. The sequence P is the password's digest over and over, as long as the password.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Iterate(
        ref HashStream<TBlock> hash, ReadOnlySpan<byte> p, int pLength, ReadOnlySpan<byte> s, int rounds, Span<byte> digest)
    {
        for (int round = 0; round < rounds; round++)
        {
            bool odd = (round & 1) != 0;
            if (odd)
            {
                hash.AppendRepeated(p, pLength);
            }
            else
            {
                hash.Append(digest);
            }

            if (round % 3 != 0)
            {
                hash.Append(s);
            }

            if (round % 7 != 0)
            {
                hash.AppendRepeated(p, pLength);
            }

            if (odd)
            {
                hash.Append(digest);
            }
            else
            {
                hash.AppendRepeated(p, pLength);
            }

            hash.Finish(digest);
        }
    }
}
