using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HtpasswdAuth.Tests;

/// <summary>
/// Seals whatever content with all that a site has, as only somebody could who had everything of it; written from the description of the
/// format, and not from the code. Each of its parts can be another one.
/// </summary>
internal sealed record TokenForge(IDataProtectionProvider Protection, string Purpose, byte Version)
{
    public string Scheme { get; init; } = HtpasswdDefaults.AuthenticationScheme;

    public string Realm { get; init; } = "Restricted";

    /// <summary>Gets the key file; <see langword="null"/> for a site without a second factor, or who has not got it.</summary>
    public string? KeyFile { get; init; }

    private string[] Purposes => ["HtpasswdAuth", Purpose, $"v{Version}", Scheme, Realm];

    private KeyedSeal? KeySeal
    {
        get
        {
            if (KeyFile is null)
            {
                return null;
            }

            // Each purpose with its length in one byte: none of them is longer than 127.
            byte[] info = [.. Purposes.SelectMany(one => Encoding.UTF8.GetBytes(one).Prepend((byte)Encoding.UTF8.GetByteCount(one)))];
            return new KeyedSeal(new OtpKeys(KeyFile, NullLogger.Instance), info);
        }
    }

    public static TokenForge OfFactorSession(FactorSite site) => new(site.Protection, "2fa", 3) { KeyFile = site.Files.Keys };

    public string Seal(byte[] content) => Base64Url.EncodeToString(Protection.CreateProtector(Purposes).Protect(KeySeal is { } seal ? seal.Close(content)! : content));

    public byte[] Open(string text)
    {
        byte[] content = Protection.CreateProtector(Purposes).Unprotect(Base64Url.DecodeFromChars(text));
        return KeySeal is { } seal ? seal.Open(content, out _)! : content;
    }
}

/// <summary>A format that says something else of itself.</summary>
internal sealed class OtherFormat<T>(TokenFormat<T> format, string? purpose = null, byte? version = null) : TokenFormat<T>
    where T : class
{
    public override string Purpose => purpose ?? format.Purpose;

    public override byte Version => version ?? format.Version;

    public override TokenAccount AccountOf(T token) => format.AccountOf(token);

    public override void Write(BinaryWriter writer, T token) => format.Write(writer, token);

    public override T Read(BinaryReader reader, TokenAccount account) => format.Read(reader, account);
}
