using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth;

/// <summary>Writes and reads the tokens of one kind as authenticated ciphertext. What cannot be read is absent, for whatever reason.</summary>
/// <param name="protector">Of a purpose that nothing else has.</param>
/// <param name="seal">Closed around the content first; <see langword="null"/> where there is no second factor.</param>
/// <param name="format">The kind.</param>
internal sealed class TokenCipher<T>(IDataProtector protector, KeyedSeal? seal, TokenFormat<T> format)
    where T : class
{
    // Longer than the longest token; nobody's megabytes are decrypted.
    private const int MaxLength = 4096;
    private const int StampBytes = 16;

    /// <summary>The token as text; <see langword="null"/> as long as keys are missing: the key file was never read, or the store of the others is away.</summary>
    public string? Protect(T token)
    {
        byte[] content = Serialize(token);
        try
        {
            return (seal is null ? content : seal.Close(content)) is { } closed ? Base64Url.EncodeToString(protector.Protect(closed)) : null;
        }
        catch (CryptographicException exception) when (IsOutage(exception))
        {
            return null;
        }
    }

    /// <summary>Reads a token.</summary>
    /// <param name="text">What the client sent.</param>
    /// <param name="token">What it says.</param>
    /// <param name="isUnknown">Whether it is ours, and cannot be opened as long as keys are missing.</param>
    public bool TryUnprotect(string? text, [NotNullWhen(true)] out T? token, out bool isUnknown)
    {
        token = null;
        isUnknown = false;
        if (text is not { Length: > 0 and <= MaxLength })
        {
            return false;
        }

        try
        {
            byte[] ciphertext = Base64Url.DecodeFromChars(text);

            // Base64 has spare bits at its end: one ciphertext, one text.
            byte[]? content = Base64Url.EncodeToString(ciphertext) == text ? protector.Unprotect(ciphertext) : null;
            content = content is null || seal is null ? content : seal.Open(content, out isUnknown);
            token = content is null ? null : Deserialize(content);
            return token is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or IOException or ArgumentException)
        {
            isUnknown = IsOutage(exception);
            return false;
        }
    }

    /// <summary>The framework tells by this that the store of its keys is away.</summary>
    private static bool IsOutage(Exception exception) => exception is CryptographicException { InnerException: IOException };

    private byte[] Serialize(T token)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        TokenAccount account = format.AccountOf(token);
        writer.Write(format.Version);
        writer.Write(account.User);
        Span<byte> stamp = stackalloc byte[StampBytes];
        BinaryPrimitives.WriteUInt128BigEndian(stamp, account.Stamp);
        writer.Write(stamp);
        format.Write(writer, token);
        return stream.ToArray();
    }

    private T? Deserialize(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var reader = new BinaryReader(stream);
        if (reader.ReadByte() != format.Version)
        {
            return null;
        }

        string user = reader.ReadString();
        Span<byte> stamp = stackalloc byte[StampBytes];
        reader.ReadExactly(stamp);
        T token = format.Read(reader, new TokenAccount(user, BinaryPrimitives.ReadUInt128BigEndian(stamp)));
        return stream.Position == stream.Length ? token : null;
    }
}
