using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// A keyed 64-bit hash of user names, after wyhash: 64 by 64-bit multiplications folded to 64 bits. The key is random
/// per process, since whoever knows it can choose names that all fall on one place.
/// </summary>
internal readonly struct UserNameHasher(ulong first, ulong second, ulong third)
{
    private readonly ulong _first = first;
    private readonly ulong _second = second;
    private readonly ulong _third = third;

    /// <summary>The hasher of this process.</summary>
    public static UserNameHasher Shared { get; } = CreateRandom();

    public ulong Hash(ReadOnlySpan<byte> name)
    {
        ulong state = _first ^ (uint)name.Length;
        ReadOnlySpan<byte> rest = name;
        while (rest.Length > 16)
        {
            state = Fold(ReadUInt64(rest) ^ _second, ReadUInt64(rest[8..]) ^ state);
            rest = rest[16..];
        }

        (ulong low, ulong high) = ReadTail(rest);
        return Fold(_third ^ (uint)name.Length, Fold(low ^ _second, high ^ state));
    }

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    /// <summary>All of 0 to 16 bytes as two integers; the length, which tells overlapping ones apart, is hashed as well.</summary>
    private static (ulong Low, ulong High) ReadTail(ReadOnlySpan<byte> tail)
    {
        if (tail.Length >= 8)
        {
            return (ReadUInt64(tail), ReadUInt64(tail[^8..]));
        }

        if (tail.Length >= 4)
        {
            return (BinaryPrimitives.ReadUInt32LittleEndian(tail), BinaryPrimitives.ReadUInt32LittleEndian(tail[^4..]));
        }

        return (tail.IsEmpty ? 0 : (uint)(tail[0] | (tail[tail.Length / 2] << 8) | (tail[^1] << 16)), 0UL);
    }

    private static ulong ReadUInt64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static UserNameHasher CreateRandom()
    {
        Span<byte> key = stackalloc byte[3 * sizeof(ulong)];
        RandomNumberGenerator.Fill(key);
        return new(ReadUInt64(key), ReadUInt64(key[8..]), ReadUInt64(key[16..]));
    }
}
