using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>bcrypt on bytes: "eksblowfish" and the encryption of its well-known text.</summary>
internal static class Bcrypt
{
    public const int DigestSize = 23;

    private const int SaltWords = 4;

    /// <summary>"OrpheanBeholderScryDoubt" as big-endian words.</summary>
    private static ReadOnlySpan<uint> Plaintext => [0x4F727068, 0x65616E42, 0x65686F6C, 0x64657253, 0x63727944, 0x6F756274];

    public static void ComputeDigest(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int cost, BcryptVariant variant, Span<byte> digest)
    {
        Span<uint> state = stackalloc uint[Blowfish.StateWords];
        Span<uint> key = stackalloc uint[Blowfish.PWords];
        Span<uint> saltWords = stackalloc uint[SaltWords];
        try
        {
            Begin(password, BinaryPrimitives.ReadUInt128BigEndian(salt), variant, state, key, saltWords);
            Blowfish.ExpandRepeatedly(state, key, saltWords, 1u << cost);
            End(state, digest);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(key));
        }
    }

    /// <summary>
    /// Hashes any number of passwords at one cost, <see cref="BlowfishLanes.Count"/> at a time: so many together take hardly longer
    /// than one. Of two that are left over the second is hashed twice, which still takes hardly longer than one.
    /// </summary>
    /// <param name="inputs">The passwords with their salts.</param>
    /// <param name="cost">The cost of all of them.</param>
    /// <param name="digests">Receives <see cref="DigestSize"/> bytes for each, in the same order.</param>
    public static void HashMany(ReadOnlySpan<BcryptInput> inputs, int cost, Span<byte> digests)
    {
        while (inputs.Length > 1)
        {
            int count = Math.Min(inputs.Length, BlowfishLanes.Count);
            HashLanes(inputs[..count], cost, digests);
            inputs = inputs[count..];
            digests = digests[(count * DigestSize)..];
        }

        if (inputs.Length == 1)
        {
            Span<byte> salt = stackalloc byte[16];
            BinaryPrimitives.WriteUInt128BigEndian(salt, inputs[0].Salt);
            ComputeDigest(inputs[0].Password.Span, salt, cost, inputs[0].Variant, digests[..DigestSize]);
        }
    }

    private static void HashLanes(ReadOnlySpan<BcryptInput> inputs, int cost, Span<byte> digests)
    {
        Span<uint> states = stackalloc uint[BlowfishLanes.Count * BlowfishLanes.Stride];
        Span<uint> keys = stackalloc uint[BlowfishLanes.Count * Blowfish.PWords];
        Span<uint> salts = stackalloc uint[BlowfishLanes.Count * SaltWords];
        try
        {
            for (int i = 0; i < BlowfishLanes.Count; i++)
            {
                BcryptInput input = inputs[Math.Min(i, inputs.Length - 1)];
                Begin(
                    input.Password.Span,
                    input.Salt,
                    input.Variant,
                    states.Slice(i * BlowfishLanes.Stride, Blowfish.StateWords),
                    keys.Slice(i * Blowfish.PWords, Blowfish.PWords),
                    salts.Slice(i * SaltWords, SaltWords));
            }

            BlowfishLanes.ExpandRepeatedly(states, keys, salts, 1u << cost);
            for (int i = 0; i < inputs.Length; i++)
            {
                End(states.Slice(i * BlowfishLanes.Stride, Blowfish.StateWords), digests.Slice(i * DigestSize, DigestSize));
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(states));
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(keys));
        }
    }

    private static void Begin(
        ReadOnlySpan<byte> password, UInt128 salt, BcryptVariant variant, Span<uint> state, Span<uint> key, Span<uint> saltWords)
    {
        for (int i = 0; i < saltWords.Length; i++)
        {
            saltWords[i] = (uint)(salt >> (32 * (saltWords.Length - 1 - i)));
        }

        uint safeguard = BcryptKey.Spread(password, variant, key);
        Blowfish.Initialize(state);
        state[Blowfish.PStart] ^= safeguard;
        Blowfish.ExpandSalted(state, key, saltWords);
    }

    private static void End(ReadOnlySpan<uint> state, Span<byte> digest)
    {
        Span<uint> block = stackalloc uint[6];
        Span<byte> bytes = stackalloc byte[DigestSize + 1];
        Plaintext.CopyTo(block);
        Blowfish.EncryptRepeatedly(state, block, 64);
        for (int i = 0; i < block.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[(4 * i)..], block[i]);
        }

        bytes[..DigestSize].CopyTo(digest);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(block));
        CryptographicOperations.ZeroMemory(bytes);
    }
}
