using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth;

/// <summary>Writes and reads <see cref="SecondFactorSession"/> as authenticated ciphertext. What cannot be read is absent, for whatever reason.</summary>
internal sealed class SecondFactorSessionFormat(IDataProtectionProvider provider)
{
    private const byte Version = 1;

    // Longer than the longest session; nobody's megabytes are decrypted.
    private const int MaxLength = 4096;

    private readonly IDataProtector _protector = provider.CreateProtector("HtpasswdAuth/2fa/v1");

    public string Protect(SecondFactorSession session)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write(session.User);
        writer.Write(session.Realm);
        writer.Write(session.Id);
        writer.Write((byte)session.Methods);
        writer.Write(session.AuthTime.ToUnixTimeSeconds());
        writer.Write(session.Expires.ToUnixTimeSeconds());
        writer.Write(session.LastSeen.ToUnixTimeSeconds());
        Span<byte> version = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(version, session.PasswordVersion);
        writer.Write(version);
        writer.Write(session.EnrolmentId);
        writer.Write(session.UserEpoch);
        writer.Write(session.SiteEpoch);
        return Base64Url.EncodeToString(_protector.Protect(stream.ToArray()));
    }

    public bool TryUnprotect(string text, [NotNullWhen(true)] out SecondFactorSession? session)
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
            session = Base64Url.EncodeToString(ciphertext) == text ? Read(_protector.Unprotect(ciphertext)) : null;
            return session is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or IOException or ArgumentException)
        {
            return false;
        }
    }

    private static SecondFactorSession? Read(byte[] payload)
    {
        using var stream = new MemoryStream(payload);
        using var reader = new BinaryReader(stream);
        if (reader.ReadByte() != Version)
        {
            return null;
        }

        var session = new SecondFactorSession
        {
            User = reader.ReadString(),
            Realm = reader.ReadString(),
            Id = reader.ReadString(),
            Methods = (SecondFactorMethods)reader.ReadByte(),
            AuthTime = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
            Expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
            LastSeen = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
            PasswordVersion = BinaryPrimitives.ReadUInt128BigEndian(reader.ReadBytes(16)),
            EnrolmentId = reader.ReadString(),
            UserEpoch = reader.ReadInt32(),
            SiteEpoch = reader.ReadInt32(),
        };
        return stream.Position == stream.Length ? session : null;
    }
}
