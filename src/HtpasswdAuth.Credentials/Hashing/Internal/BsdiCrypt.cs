using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// DES crypt with a count of rounds, and with all of the password: each further 8 characters are xored into the key, encrypted under
/// itself before.
/// </summary>
internal static class BsdiCrypt
{
    private const int KeyLength = 8;

    public static void ComputeDigest(ReadOnlySpan<byte> password, int salt, int rounds, Span<byte> digest)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        Span<byte> characters = stackalloc byte[KeyLength];
        key.Clear();
        try
        {
            AddCharacters(password, key);
            for (int taken = KeyLength; taken < password.Length; taken += KeyLength)
            {
                ToCharacters(key, characters);
                ulong block = BinaryPrimitives.ReadUInt64BigEndian(key);
                BinaryPrimitives.WriteUInt64BigEndian(key, DesBlock.Encrypt(characters, salt: 0, iterations: 1, block));
                AddCharacters(password[taken..], key);
            }

            ToCharacters(key, characters);
            BinaryPrimitives.WriteUInt64BigEndian(digest, DesBlock.Encrypt(characters, salt, rounds, block: 0));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(characters);
        }
    }

    /// <summary>Seven bits of each character into the upper ones of a byte, as DES wants its keys.</summary>
    private static void AddCharacters(ReadOnlySpan<byte> password, Span<byte> key)
    {
        int length = Math.Min(password.Length, KeyLength);
        for (int i = 0; i < length; i++)
        {
            key[i] ^= (byte)(password[i] << 1);
        }
    }

    private static void ToCharacters(ReadOnlySpan<byte> key, Span<byte> characters)
    {
        for (int i = 0; i < KeyLength; i++)
        {
            characters[i] = (byte)(key[i] >> 1);
        }
    }
}
