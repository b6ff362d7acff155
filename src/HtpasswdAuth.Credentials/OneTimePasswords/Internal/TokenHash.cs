using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>SHA-256 in base64 of something with 128 random bits, which needs no slower hash: nobody can try them all.</summary>
internal static class TokenHash
{
    public const int RandomBytes = 16;

    public static string Compute(ReadOnlySpan<byte> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token, hash);
        return Convert.ToBase64String(hash);
    }

    /// <summary>Compares in fixed time.</summary>
    public static bool Matches(string hash, ReadOnlySpan<byte> token)
    {
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token, actual);
        return OtpBase64.TryDecode(hash, expected, out int written)
            && written == expected.Length
            && CryptographicOperations.FixedTimeEquals(actual, expected);
    }

    public static bool IsWellFormed(string hash) => OtpBase64.IsBase64(hash, SHA256.HashSizeInBytes);
}
