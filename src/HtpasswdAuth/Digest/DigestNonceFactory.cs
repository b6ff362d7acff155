using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// Makes and recognizes nonces without remembering them: the time, chance, and an HMAC over both. Each is unique, since clients
/// that ask for a new one with every request count each from 1, and two that shared one would look like a replay.
/// </summary>
internal sealed class DigestNonceFactory
{
    private const int RandomBytes = 16;
    private const int TagBytes = 16;
    private const int TagStart = sizeof(long) + RandomBytes;
    private const int Length = TagStart + TagBytes;

    private readonly byte[] _key;
    private readonly TimeProvider _time;

    /// <param name="secret">At least 32 random bytes, the same on all nodes of a site.</param>
    /// <param name="scope">The scheme and its realm: nonces of one are none of another.</param>
    /// <param name="time">The clock.</param>
    public DigestNonceFactory(ReadOnlySpan<byte> secret, string scope, TimeProvider time)
    {
        _key = new byte[HMACSHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, _key, salt: default, info: Encoding.UTF8.GetBytes($"HtpasswdAuth digest nonce 1\n{scope}"));
        _time = time;
    }

    /// <summary>Gets how many characters a nonce has.</summary>
    public static int TextLength { get; } = Base64Url.GetEncodedLength(Length);

    public string Create()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, _time.GetUtcNow().ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(bytes[sizeof(long)..TagStart]);
        WriteTag(bytes[..TagStart], bytes[TagStart..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Whether a text is a nonce of this site, of whatever age.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out DigestNonce nonce)
    {
        nonce = default;
        Span<byte> bytes = stackalloc byte[Length];
        Span<byte> tag = stackalloc byte[TagBytes];

        // The method whose name begins with Try throws for what is not base64.
        if (text.Length != TextLength
            || Base64Url.DecodeFromChars(text, bytes, out _, out int written) != OperationStatus.Done
            || written != Length)
        {
            return false;
        }

        WriteTag(bytes[..TagStart], tag);
        if (!CryptographicOperations.FixedTimeEquals(tag, bytes[TagStart..]))
        {
            return false;
        }

        nonce = new(BinaryPrimitives.ReadUInt128BigEndian(tag), BinaryPrimitives.ReadInt64BigEndian(bytes));
        return true;
    }

    /// <summary>How old a nonce is; negative if another node's clock is ahead.</summary>
    public TimeSpan AgeOf(DigestNonce nonce) => TimeSpan.FromMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds() - nonce.IssuedAt);

    private void WriteTag(ReadOnlySpan<byte> message, Span<byte> tag)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, message, mac);
        mac[..TagBytes].CopyTo(tag);
    }
}
