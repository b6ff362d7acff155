using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) with a random nonce, as text: <c>key id:base64 of nonce, ciphertext and tag</c>. The nonce has 96
/// bits, the tag 128. One key encrypts two texts for each enrolment, far from the 2^32 that random nonces allow.
/// </summary>
internal static class OtpCipher
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = NonceSize + TagSize;
    private const int LongestText = 128;

    /// <param name="secret">At most 128 bytes.</param>
    /// <param name="keys">The keys, of which the current one is used.</param>
    /// <param name="associatedData">What must be the same when it is decrypted.</param>
    public static string Encrypt(ReadOnlySpan<byte> secret, OtpKeyRing keys, ReadOnlySpan<byte> associatedData)
    {
        Span<byte> message = stackalloc byte[Overhead + secret.Length];
        RandomNumberGenerator.Fill(message[..NonceSize]);
        using var aes = new AesGcm(keys.CurrentKey, TagSize);
        aes.Encrypt(message[..NonceSize], secret, message[NonceSize..^TagSize], message[^TagSize..], associatedData);
        return $"{keys.CurrentKeyId}:{Convert.ToBase64String(message)}";
    }

    public static bool TryDecrypt(string text, OtpKeyRing keys, ReadOnlySpan<byte> associatedData, [NotNullWhen(true)] out byte[]? secret)
    {
        secret = null;
        Span<byte> buffer = stackalloc byte[Overhead + LongestText];
        if (!TryRead(text, buffer, out int length) || !keys.TryFind(KeyIdOf(text), out byte[]? key))
        {
            return false;
        }

        ReadOnlySpan<byte> message = buffer[..length];
        byte[] decrypted = new byte[length - Overhead];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(message[..NonceSize], message[NonceSize..^TagSize], message[^TagSize..], decrypted, associatedData);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        secret = decrypted;
        return true;
    }

    /// <summary>Whether it looks like an encrypted secret of that many bytes.</summary>
    public static bool IsWellFormed(string text, int shortest, int longest)
    {
        Span<byte> buffer = stackalloc byte[Overhead + LongestText];
        return TryRead(text, buffer, out int length) && length - Overhead >= shortest && length - Overhead <= longest;
    }

    public static string KeyIdOf(string text) => text[..Math.Max(0, text.IndexOf(':', StringComparison.Ordinal))];

    private static bool TryRead(string text, Span<byte> buffer, out int length)
    {
        length = 0;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0
            && OtpField.IsId(text.AsSpan(0, colon))
            && OtpBase64.TryDecode(text.AsSpan(colon + 1), buffer, out length)
            && length > Overhead;
    }
}
