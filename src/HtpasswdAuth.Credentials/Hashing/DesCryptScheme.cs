namespace HtpasswdAuth;

// Specification
//   R. Morris, K. Thompson, "Password Security: A Case History", 1979; DES is FIPS 46-3. Text form: crypt(5) of libxcrypt.
//
// Text     2 characters of salt and 11 of digest, in crypt's base 64
// Salt     12 bits, which exchange bits of DES's expansion
// Digest   8 bytes; the 2 spare bits of the last character are 0
// Password the first 8 bytes, of each its lower 7 bits

internal sealed class DesCryptScheme() : PasswordHashScheme(PasswordHashAlgorithm.DesCrypt, DigestSize)
{
    private const int DigestSize = 8;
    private const int TextLength = 13;
    private const int SaltLength = 2;

    protected override int MaxPasswordBytes => 8;

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        cost = FixedCost;
        return text.Length == TextLength && Crypt64.IsText(text) && (Crypt64.ValueOf(text[^1]) & 3) == 0;
    }

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) =>
        Crypt64.DecodeBigEndian(text[SaltLength..], digest);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest)
    {
        int salt = Crypt64.ValueOf(text[0]) | (Crypt64.ValueOf(text[1]) << 6);
        DesBlock.ComputeDigest(password, salt, digest);
    }

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        RandomSalt.FillText(text[..SaltLength]);
        text[SaltLength..TextLength].Fill((byte)'.');
        return TextLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) =>
        Crypt64.EncodeBigEndian(digest, text[SaltLength..]);
}
