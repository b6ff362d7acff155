using System.Buffers.Text;

namespace HtpasswdAuth;

// Specification
//   OpenLDAP Faq-O-Matic, "What are {SHA} and {SSHA} passwords and how do I generate them?"; nginx reads them too, httpd does not.
//
// Text     {SSHA} and the base 64 (RFC 4648, padded) of the digest followed by the salt; the tag in capitals
// Digest   SHA-1 of the password followed by the salt: 20 bytes
// Salt     0 to 64 bytes; OpenLDAP writes 4 or 8, and nginx reads none as well
// Password any length

internal sealed class SaltedSha1Scheme() : PasswordHashScheme(PasswordHashAlgorithm.SaltedSha1, Sha1Block.Size)
{
    private const int NewSaltSize = 16;
    private const int MinSize = Sha1Block.Size;
    private const int MaxSize = Sha1Block.Size + 64;

    public static ReadOnlySpan<byte> Prefix => "{SSHA}"u8;

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        cost = FixedCost;
        return StrictBase64.LengthOf(text[Prefix.Length..]) is >= MinSize and <= MaxSize;
    }

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest)
    {
        Span<byte> decoded = stackalloc byte[MaxSize];
        Decode(text, decoded)[..Sha1Block.Size].CopyTo(digest);
    }

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest)
    {
        Span<byte> decoded = stackalloc byte[MaxSize];
        HashStream<Sha1Block> hash = new();
        hash.Append(password);
        hash.Append(Decode(text, decoded)[Sha1Block.Size..]);
        hash.Finish(digest);
        hash.Clear();
    }

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        Span<byte> decoded = stackalloc byte[Sha1Block.Size + NewSaltSize];
        decoded.Clear();
        RandomSalt.FillBytes(decoded[Sha1Block.Size..]);
        Prefix.CopyTo(text);
        Base64.EncodeToUtf8(decoded, text[Prefix.Length..], out _, out int written);
        return Prefix.Length + written;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest)
    {
        Span<byte> buffer = stackalloc byte[MaxSize];
        Span<byte> decoded = Decode(text, buffer);
        digest.CopyTo(decoded);
        Base64.EncodeToUtf8(decoded, text[Prefix.Length..], out _, out _);
    }

    private static Span<byte> Decode(ReadOnlySpan<byte> text, Span<byte> buffer)
    {
        Base64.DecodeFromUtf8(text[Prefix.Length..], buffer, out _, out int written);
        return buffer[..written];
    }
}
