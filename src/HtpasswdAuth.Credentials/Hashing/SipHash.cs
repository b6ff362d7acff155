using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// SipHash-2-4 with 128-bit output (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012, and its reference
/// implementation's 128-bit variant): a keyed code that cannot be forged or inverted without the key. It is no password hash.
/// </summary>
/// <remarks>
/// The one-shot HMACs of the base library take 1 to 3 microseconds a call whatever the input, as much as a whole cached
/// request may cost; this takes about 0.1.
/// </remarks>
public sealed class SipHash
{
    /// <summary>How many bytes a key has.</summary>
    public const int KeyBytes = 16;

    private readonly ulong _key0;
    private readonly ulong _key1;

    /// <param name="key"><see cref="KeyBytes"/> bytes, secret and random.</param>
    /// <exception cref="ArgumentException">There are fewer or more of them.</exception>
    public SipHash(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes)
        {
            throw new ArgumentException($"A key has {KeyBytes} bytes.", nameof(key));
        }

        _key0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        _key1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
    }

    /// <summary>One whose key lives and dies with it.</summary>
    public static SipHash WithRandomKey()
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        RandomNumberGenerator.Fill(key);
        var hash = new SipHash(key);
        CryptographicOperations.ZeroMemory(key);
        return hash;
    }

    /// <summary>The code of a message, of any length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public UInt128 Compute(ReadOnlySpan<byte> message)
    {
        ulong v0 = 0x736f6d6570736575 ^ _key0;
        ulong v1 = 0x646f72616e646f6d ^ _key1 ^ 0xee;
        ulong v2 = 0x6c7967656e657261 ^ _key0;
        ulong v3 = 0x7465646279746573 ^ _key1;

        ulong tail = (ulong)message.Length << 56;
        for (; message.Length >= 8; message = message[8..])
        {
            Absorb(BinaryPrimitives.ReadUInt64LittleEndian(message), ref v0, ref v1, ref v2, ref v3);
        }

        for (int i = 0; i < message.Length; i++)
        {
            tail |= (ulong)message[i] << (8 * i);
        }

        Absorb(tail, ref v0, ref v1, ref v2, ref v3);

        v2 ^= 0xee;
        ulong low = Squeeze(ref v0, ref v1, ref v2, ref v3);
        v1 ^= 0xdd;
        ulong high = Squeeze(ref v0, ref v1, ref v2, ref v3);
        return new UInt128(high, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Absorb(ulong block, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= block;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= block;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Squeeze(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        for (int i = 0; i < 4; i++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        return v0 ^ v1 ^ v2 ^ v3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
