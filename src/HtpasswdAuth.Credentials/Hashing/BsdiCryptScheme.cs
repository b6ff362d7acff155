namespace HtpasswdAuth;

// Specification
//   None was written: the format is that of BSD/OS 1994, D. Burren's FreeSec computes it as well. Text form: crypt(5) of libxcrypt.
//
// Text     _, 4 characters of rounds, 4 of salt and 11 of digest, in crypt's base 64
// Rounds   24 bits, the lowest 6 first: 1 to 16,777,215. 0 computes what 1 does; even ones are computed, though crypt(3) makes none
// Salt     24 bits, which exchange bits of DES's expansion, in the same order
// Digest   8 bytes; the 2 spare bits of the last character are 0
// Password any length, of each byte the lower 7 bits

internal sealed class BsdiCryptScheme() : PasswordHashScheme(PasswordHashAlgorithm.BsdiCrypt, DigestSize)
{
    public const int TextLength = 20;

    private const int DigestSize = 8;
    private const int SaltStart = 5;
    private const int DigestStart = 9;

    protected override bool CanCreate => false;

    protected override (int Min, int Max)? CostRange => (1, (1 << 24) - 1);

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        cost = 0;
        if (text.Length != TextLength || !Crypt64.IsText(text[1..]) || (Crypt64.ValueOf(text[^1]) & 3) != 0)
        {
            return false;
        }

        cost = ReadRounds(text);
        return true;
    }

    protected override int CostCeiling(PasswordHashLimits limits) => limits.MaxBsdiCryptRounds;

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) =>
        Crypt64.DecodeBigEndian(text[DigestStart..], digest);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest) =>
        BsdiCrypt.ComputeDigest(password, (int)Crypt64.NumberOf(text[SaltStart..DigestStart]), ReadRounds(text), digest);

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        text[0] = (byte)'_';
        Crypt64.WriteNumber((uint)(cost ?? 1), text[1..SaltStart]);
        RandomSalt.FillText(text[SaltStart..DigestStart]);
        return TextLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) =>
        Crypt64.EncodeBigEndian(digest, text[DigestStart..]);

    private static int ReadRounds(ReadOnlySpan<byte> text) => Math.Max(1, (int)Crypt64.NumberOf(text[1..SaltStart]));
}
