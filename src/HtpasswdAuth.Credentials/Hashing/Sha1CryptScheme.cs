using System.Buffers.Text;

namespace HtpasswdAuth;

// Specification
//   None was written: the format is what S. Gerraty's code for NetBSD of 2004 computes. Text form: crypt(5) of libxcrypt 4.4, which
//   takes rounds and salts beyond the regular expression given there.
//
// Text     $sha1$, rounds, $, 1 or more characters of salt, $, 28 characters of digest
// Rounds   0 to 4,294,967,295 in decimal without leading zeros; 0 computes what 1 does. More than 2,147,483,647 count as that
// Salt     crypt's base 64, used as text; crypt(5) says up to 64 characters, libxcrypt takes what the line holds
// Digest   20 bytes, and once more the first one
// Password any length

internal sealed class Sha1CryptScheme() : PasswordHashScheme(PasswordHashAlgorithm.Sha1Crypt, DigestSize)
{
    private const int DigestSize = Sha1Block.Size + 1;
    private const int DigestLength = 28;
    private const int MaxDigits = 10;
    private const int NewSaltLength = 8;

    public static ReadOnlySpan<byte> Prefix => "$sha1$"u8;

    protected override bool CanCreate => false;

    protected override (int Min, int Max)? CostRange => (1, int.MaxValue);

    private static ReadOnlySpan<byte> Order => [2, 1, 0, 5, 4, 3, 8, 7, 6, 11, 10, 9, 14, 13, 12, 17, 16, 15, 20, 19, 18];

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        cost = 0;
        ReadOnlySpan<byte> rest = text[Prefix.Length..];
        int digits = rest.IndexOf((byte)'$');
        if (digits is < 1 or > MaxDigits || rest[..digits].ContainsAnyExceptInRange((byte)'0', (byte)'9') || (rest[0] == '0' && digits > 1))
        {
            return false;
        }

        _ = Utf8Parser.TryParse(rest[..digits], out ulong rounds, out _);
        cost = (int)Math.Clamp(rounds, 1, int.MaxValue);
        int saltLength = rest.Length - digits - 2 - DigestLength;
        return rounds <= uint.MaxValue
            && saltLength > 0
            && rest[^(DigestLength + 1)] == '$'
            && Crypt64.IsText(rest.Slice(digits + 1, saltLength))
            && Crypt64.IsText(rest[^DigestLength..]);
    }

    protected override int CostCeiling(PasswordHashLimits limits) => limits.MaxSha1CryptRounds;

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) =>
        Crypt64.Decode(text[^DigestLength..], Order, digest);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest)
    {
        ReadOnlySpan<byte> rest = text[Prefix.Length..^(DigestLength + 1)];
        int digits = rest.IndexOf((byte)'$');
        _ = TryParse(text, out int rounds);
        Sha1Crypt.ComputeDigest(password, rest[(digits + 1)..], rest[..digits], rounds, digest[..Sha1Block.Size]);
        digest[^1] = digest[0];
    }

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        Prefix.CopyTo(text);
        _ = Utf8Formatter.TryFormat(cost ?? 1, text[Prefix.Length..], out int digits);
        int end = Prefix.Length + digits;
        text[end++] = (byte)'$';
        RandomSalt.FillText(text.Slice(end, NewSaltLength));
        end += NewSaltLength;
        text[end++] = (byte)'$';
        return end + DigestLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) =>
        Crypt64.Encode(digest, Order, text[^DigestLength..]);
}
