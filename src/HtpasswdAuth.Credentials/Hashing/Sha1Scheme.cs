using System.Buffers.Text;

namespace HtpasswdAuth;

// Specification
//   Apache httpd, "Password Formats"; the scheme is older and Netscape's. SHA-1 is FIPS 180-4.
//
// Text     {SHA} and 28 characters of base 64 (RFC 4648, padded); the tag in capitals
// Digest   SHA-1 of the password: 20 bytes
// Password any length. There is no salt: equal passwords have equal hashes

internal sealed class Sha1Scheme() : PasswordHashScheme(PasswordHashAlgorithm.Sha1, Sha1Block.Size)
{
    private const int TextLength = 5 + 28;

    public static ReadOnlySpan<byte> Prefix => "{SHA}"u8;

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        cost = FixedCost;
        return text.Length == TextLength && StrictBase64.LengthOf(text[Prefix.Length..]) == Sha1Block.Size;
    }

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) =>
        Base64.DecodeFromUtf8(text[Prefix.Length..], digest, out _, out _);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest) =>
        Sha1Block.Hash(password, digest);

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        Prefix.CopyTo(text);
        return TextLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) =>
        Base64.EncodeToUtf8(digest, text[Prefix.Length..], out _, out _);
}
