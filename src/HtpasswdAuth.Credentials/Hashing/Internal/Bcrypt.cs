using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>bcrypt on bytes: "eksblowfish" and the encryption of its well-known text.</summary>
internal static class Bcrypt
{
    private const int DigestSize = 23;

    /// <summary>"OrpheanBeholderScryDoubt" as big-endian words.</summary>
    private static ReadOnlySpan<uint> Plaintext => [0x4F727068, 0x65616E42, 0x65686F6C, 0x64657253, 0x63727944, 0x6F756274];

    public static void ComputeDigest(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int cost, BcryptVariant variant, Span<byte> digest)
    {
        Span<uint> state = stackalloc uint[Blowfish.StateWords];
        Span<uint> key = stackalloc uint[Blowfish.PWords];
        Span<uint> saltWords = stackalloc uint[4];
        Span<uint> block = stackalloc uint[6];
        try
        {
            for (int i = 0; i < saltWords.Length; i++)
            {
                saltWords[i] = BinaryPrimitives.ReadUInt32BigEndian(salt[(4 * i)..]);
            }

            uint safeguard = BcryptKey.Spread(password, variant, key);
            Blowfish.Initialize(state);
            state[Blowfish.PStart] ^= safeguard;
            Blowfish.ExpandSalted(state, key, saltWords);
            Blowfish.ExpandRepeatedly(state, key, saltWords, 1u << cost);
            Plaintext.CopyTo(block);
            Blowfish.EncryptRepeatedly(state, block, 64);
            WriteDigest(block, digest);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(key));
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(block));
        }
    }

    private static void WriteDigest(ReadOnlySpan<uint> block, Span<byte> digest)
    {
        Span<byte> bytes = stackalloc byte[DigestSize + 1];
        for (int i = 0; i < block.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes[(4 * i)..], block[i]);
        }

        bytes[..DigestSize].CopyTo(digest);
        CryptographicOperations.ZeroMemory(bytes);
    }
}
