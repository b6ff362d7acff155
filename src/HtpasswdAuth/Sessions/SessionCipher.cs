using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth;

/// <summary>Writes and reads sessions as authenticated ciphertext. What cannot be read is absent, for whatever reason.</summary>
/// <param name="protector">Of a purpose that nothing else has.</param>
/// <param name="version">The first byte of the content: another layout, another version.</param>
internal sealed class SessionCipher(IDataProtector protector, byte version)
{
    // Longer than the longest session; nobody's megabytes are decrypted.
    private const int MaxLength = 4096;

    public string Protect(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(version);
        write(writer);
        return Base64Url.EncodeToString(protector.Protect(stream.ToArray()));
    }

    public bool TryUnprotect<T>(string text, Func<BinaryReader, T> read, [NotNullWhen(true)] out T? session)
        where T : class
    {
        session = null;
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        try
        {
            byte[] ciphertext = Base64Url.DecodeFromChars(text);

            // Base64 has spare bits at its end: one ciphertext, one text.
            session = Base64Url.EncodeToString(ciphertext) == text ? Read(protector.Unprotect(ciphertext), read) : null;
            return session is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or IOException or ArgumentException)
        {
            return false;
        }
    }

    private T? Read<T>(byte[] content, Func<BinaryReader, T> read)
        where T : class
    {
        using var stream = new MemoryStream(content);
        using var reader = new BinaryReader(stream);
        if (reader.ReadByte() != version)
        {
            return null;
        }

        T session = read(reader);
        return stream.Position == stream.Length ? session : null;
    }
}
