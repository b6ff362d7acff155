using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

// Specification
//   {PLAIN}: nginx, ngx_http_auth_basic_module. Bare: httpd on Windows, "Password Formats".
//
// Text     the password, behind {PLAIN} or bare; not empty
// Digest   SHA-256 of it, so that texts of different length, too, are compared in fixed time
//
// The front door sees to it that a bare text resembles no hash.

internal sealed class PlaintextScheme(PasswordHashAlgorithm algorithm) : PasswordHashScheme(algorithm, SHA256.HashSizeInBytes)
{
    private const int DummyLength = 32;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ReadOnlySpan<byte> Tag => "{PLAIN}"u8;

    private ReadOnlySpan<byte> Prefix => Algorithm == PasswordHashAlgorithm.TaggedPlaintext ? Tag : default;

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        cost = FixedCost;
        return text.Length > Prefix.Length;
    }

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) => SHA256.HashData(text[Prefix.Length..], digest);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest) =>
        SHA256.HashData(password, digest);

    protected override string CreateText(ReadOnlySpan<byte> password, int? cost)
    {
        if (!FitsLine(password) || (Prefix.IsEmpty && IsReadAsHash(password)))
        {
            throw PasswordHashErrors.PasswordNotWritableAsPlaintext(nameof(password));
        }

        return Encoding.ASCII.GetString(Prefix) + StrictUtf8.GetString(password);
    }

    protected override string CreateDummyText(PasswordHashInfo like)
    {
        Span<byte> text = stackalloc byte[DummyLength];
        RandomSalt.FillText(text);
        return Encoding.ASCII.GetString(Prefix) + Encoding.ASCII.GetString(text);
    }

    // A plaintext has neither salt nor digest: CreateText and CreateDummyText do without these two.
    protected override int WriteSetting(Span<byte> text, int? cost) => 0;

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest)
    {
    }

    private static bool IsReadAsHash(ReadOnlySpan<byte> password) =>
        PasswordHashSchemes.Find(password) is not null || HashLikeText.Is(password);

    private static bool FitsLine(ReadOnlySpan<byte> password) =>
        !password.IsEmpty
        && password[0] != ' '
        && password[^1] != ' '
        && !password.Contains((byte)':')
        && !password.ContainsAnyInRange((byte)0x00, (byte)0x1F)
        && System.Text.Unicode.Utf8.IsValid(password);
}
