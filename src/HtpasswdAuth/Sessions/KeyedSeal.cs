using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// Encrypts tokens under keys derived from the key file of the second factor, so that copies of the data protection keys and of all other
/// files forge nothing. AES-256-GCM; the message is the length and id of the key, nonce, ciphertext and tag. All keys of the file open, the
/// newest closes.
/// </summary>
/// <param name="keys">The key file.</param>
/// <param name="purpose">What the derived key is for: another one for each kind, scheme and realm.</param>
internal sealed class KeyedSeal(OtpKeys keys, byte[] purpose)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary><see langword="null"/> as long as the key file was never read.</summary>
    public byte[]? Close(byte[] content)
    {
        // What was read last closes too: it opens again as soon as the file is back.
        if ((keys.TryGet() ?? keys.LastRead) is not { } ring)
        {
            return null;
        }

        byte[] id = Encoding.ASCII.GetBytes(ring.CurrentKeyId);
        byte[] message = new byte[1 + id.Length + NonceSize + content.Length + TagSize];
        message[0] = checked((byte)id.Length);
        id.CopyTo(message, 1);
        Span<byte> header = message.AsSpan(0, 1 + id.Length);
        Span<byte> nonce = message.AsSpan(header.Length, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        byte[] key = ring.Derive(purpose);
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Encrypt(nonce, content, message.AsSpan(header.Length + NonceSize, content.Length), message.AsSpan(^TagSize..), header);
            return message;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>What was closed; <see langword="null"/> if it was not under one of the keys that there are.</summary>
    /// <param name="message">What <see cref="Close"/> made.</param>
    /// <param name="isUnknown">Whether that cannot be said, since the key file cannot be read.</param>
    public byte[]? Open(ReadOnlySpan<byte> message, out bool isUnknown)
    {
        isUnknown = false;
        if (message.Length == 0 || message.Length < 1 + message[0] + NonceSize + TagSize)
        {
            return null;
        }

        if (keys.TryGet() is not { } ring)
        {
            isUnknown = true;
            return null;
        }

        ReadOnlySpan<byte> header = message[..(1 + message[0])];
        if (!ring.TryDerive(Encoding.ASCII.GetString(header[1..]), purpose, out byte[]? key))
        {
            return null;
        }

        try
        {
            using var aes = new AesGcm(key, TagSize);
            ReadOnlySpan<byte> sealedContent = message[(header.Length + NonceSize)..];
            byte[] content = new byte[sealedContent.Length - TagSize];
            aes.Decrypt(message.Slice(header.Length, NonceSize), sealedContent[..^TagSize], sealedContent[^TagSize..], content, header);
            return content;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
