using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace HtpasswdAuth;

/// <summary>Writes and reads <see cref="PendingEnrolment"/> as authenticated ciphertext.</summary>
internal sealed class PendingEnrolmentFormat(IDataProtectionProvider provider)
{
    private const int MaxLength = 4096;

    private readonly IDataProtector _protector = provider.CreateProtector("HtpasswdAuth/enrolment/v1");

    public string Protect(PendingEnrolment pending)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(pending.User);
        writer.Write(pending.Id);
        writer.Write((byte)pending.Secret.Length);
        writer.Write(pending.Secret);
        writer.Write(pending.Expires.ToUnixTimeSeconds());
        writer.Write(pending.Replaces);
        writer.Write(pending.WithTicket);
        writer.Write(pending.Ends.ToUnixTimeSeconds());
        return Base64Url.EncodeToString(_protector.Protect(stream.ToArray()));
    }

    public bool TryUnprotect(string? text, [NotNullWhen(true)] out PendingEnrolment? pending)
    {
        pending = null;
        if (text is not { Length: > 0 and <= MaxLength })
        {
            return false;
        }

        try
        {
            using var stream = new MemoryStream(_protector.Unprotect(Base64Url.DecodeFromChars(text)));
            using var reader = new BinaryReader(stream);
            pending = new PendingEnrolment
            {
                User = reader.ReadString(),
                Id = reader.ReadString(),
                Secret = reader.ReadBytes(reader.ReadByte()),
                Expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
                Replaces = reader.ReadString(),
                WithTicket = reader.ReadBoolean(),
                Ends = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
            };
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or IOException or ArgumentException)
        {
            return false;
        }
    }
}
