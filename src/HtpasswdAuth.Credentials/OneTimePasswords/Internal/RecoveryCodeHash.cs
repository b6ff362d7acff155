using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// How recovery codes are kept: HMAC-SHA-256 under a random key of the enrolment, cut to 128 bits. The key is what is encrypted, so
/// that the hashes outlive the keys of the site.
/// </summary>
internal static class RecoveryCodeHash
{
    public const int Size = 16;

    private const int KeySize = 32;
    private const string KeyLabel = "HtpasswdAuth recovery code key 1";

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    public static string Compute(ReadOnlySpan<byte> key, string code)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(code), hash);
        return Convert.ToBase64String(hash[..Size]);
    }

    /// <summary>Compares with all of them, in fixed time.</summary>
    public static bool IsAmong(IEnumerable<string> hashes, string hash)
    {
        byte[] expected = Encoding.ASCII.GetBytes(hash);
        bool found = false;
        foreach (string candidate in hashes)
        {
            found |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(candidate), expected);
        }

        return found;
    }

    public static string Encrypt(ReadOnlySpan<byte> key, OtpEnrolment enrolment, OtpKeyRing keys) =>
        OtpCipher.Encrypt(key, keys, OtpBinding.Of(enrolment, KeyLabel));

    public static bool TryDecrypt(OtpEnrolment enrolment, OtpKeyRing keys, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        return enrolment.RecoveryKey is not null
            && enrolment.Parameters.IsValid
            && OtpCipher.TryDecrypt(enrolment.RecoveryKey, keys, OtpBinding.Of(enrolment, KeyLabel), out key);
    }

    /// <summary>Whether it looks like an encrypted key.</summary>
    public static bool IsKey(string text) => OtpCipher.IsWellFormed(text, KeySize, KeySize);
}
