using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// scrypt (RFC 7914) and what A. Peslyak's yescrypt makes of it ("yescrypt - password hashing scalable beyond bcrypt and scrypt",
/// version 2 of the reference), without a ROM and without upgrades of a hash, which libxcrypt does not have either.
/// </summary>
internal static class Yescrypt
{
    public const int DigestSize = 32;

    /// <summary>Hashes a password. The limits must have let the costs pass: all memory is taken that they ask for.</summary>
    public static void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int logN, MemoryHardShape shape, Span<byte> digest)
    {
        Span<byte> key = stackalloc byte[DigestSize];
        try
        {
            if (!IsPrepared(logN, shape))
            {
                Hash(password, salt, logN, shape, isPreparation: false, digest);
                return;
            }

            // A little of the work first, so that the rest of it can be asked of a machine that must not see the password.
            Hash(password, salt, logN - 6, shape with { T = 0 }, isPreparation: true, key);
            Hash(key, salt, logN, shape, isPreparation: false, digest);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static bool IsPrepared(int logN, MemoryHardShape shape)
    {
        ulong blocks = (1UL << logN) / shape.P;
        return shape.Mode == YescryptMode.ReadWrite && blocks >= 0x100 && blocks * shape.R >= 0x20000;
    }

    private static void Hash(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int logN, MemoryHardShape shape, bool isPreparation, Span<byte> digest)
    {
        bool isScrypt = shape.Mode == YescryptMode.Scrypt;
        Span<byte> key = stackalloc byte[DigestSize];
        byte[] lanes = new byte[128 * shape.R * shape.P];
        try
        {
            if (!isScrypt)
            {
                HMACSHA256.HashData(isPreparation ? "yescrypt-prehash"u8 : "yescrypt"u8, password, key);
            }

            scoped ReadOnlySpan<byte> secret = isScrypt ? password : key;
            Rfc2898DeriveBytes.Pbkdf2(secret, salt, lanes, 1, HashAlgorithmName.SHA256);
            if (!isScrypt)
            {
                lanes.AsSpan(0, DigestSize).CopyTo(key);
            }

            YescryptLanes.Mix(MemoryMarshal.Cast<byte, uint>(lanes.AsSpan()), logN, shape, key);
            Rfc2898DeriveBytes.Pbkdf2(secret, lanes, digest, 1, HashAlgorithmName.SHA256);
            if (!isScrypt && !isPreparation)
            {
                // As SCRAM has it (RFC 5802): who reads the stored key cannot sign in with it.
                HMACSHA256.HashData(digest, "Client Key"u8, key);
                SHA256.HashData(key, digest);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(lanes);
        }
    }
}
