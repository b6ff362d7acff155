namespace HtpasswdAuth;

/// <summary>
/// The keys that secrets are encrypted under (AES-256-GCM), from a file of lines <c>id:base64</c> with 32 random bytes each; the last line's
/// key is used for what is written from now on, the others still read what was written before. <c>#</c> begins a comment.
/// </summary>
public sealed class OtpKeyRing
{
    private OtpKeyRing()
    {
    }

    /// <summary>Gets the id of the key that is written with, <c>k1</c> for example. Not secret.</summary>
    public string CurrentKeyId => throw new NotImplementedException();

    /// <summary>Reads a key file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It holds no key, or something else; the message names the line.</exception>
    public static OtpKeyRing Load(string path) => throw new NotImplementedException();

    /// <summary>Reads a key file; a missing one is created with one new key and mode 0600, even if several processes do so at once.</summary>
    /// <exception cref="InvalidDataException">It holds no key, or something else; the message names the line.</exception>
    /// <exception cref="IOException">It cannot be read or created.</exception>
    public static OtpKeyRing LoadOrCreate(string path) => throw new NotImplementedException();

    /// <summary>A new 32-byte key derived from the current one by HKDF-SHA-256, for a purpose of its own.</summary>
    public byte[] Derive(ReadOnlySpan<byte> purpose) => throw new NotImplementedException();
}
