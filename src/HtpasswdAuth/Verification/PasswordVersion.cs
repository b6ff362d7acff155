using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// What a session is bound to, so that it ends with the password it was begun with: SHA-256 over name and stored hash, the first
/// 128 bits. It leaves the process only inside authenticated ciphertext.
/// </summary>
internal static class PasswordVersion
{
    public static UInt128 Compute(string userName, ReadOnlySpan<byte> storedHash)
    {
        // A name cannot hold the byte between the two.
        byte[] text = [.. Encoding.UTF8.GetBytes(userName), 0, .. storedHash];
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(text));
    }
}
