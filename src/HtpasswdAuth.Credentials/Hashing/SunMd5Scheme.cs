using System.Buffers.Text;

namespace HtpasswdAuth;

// Specification
//   None was written: the format is what A. Muffett's code for Solaris 9 computes, which he described in "Password hashing and a new
//   pluggable crypt", 2003. Text form: crypt(5) of libxcrypt 4.4, which takes salts of any length and a comma without rounds.
//
// Text     $md5$ or $md5,rounds=N$ or, as libxcrypt reads it, $md5, followed at once by the salt; salt; $ or $$; 22 characters of digest
// Rounds   1 to 4,294,967,295 in decimal without leading zeros, in addition to 4,096; more than 2,147,483,647 in all count as that
// Salt     crypt's base 64, used as text; 0 characters and up as long as the whole is at most 383, which is all libxcrypt has room for
// $$       the first $ is hashed with what precedes it; where there is one only it is not
// Digest   16 bytes in Crypt64.Md5Order; the 4 spare bits of its last character are 0
// Password any length

internal sealed class SunMd5Scheme() : PasswordHashScheme(PasswordHashAlgorithm.SunMd5, Md5Block.Size)
{
    private const int BasicRounds = 4_096;
    private const int DigestLength = 22;
    private const int MaxTextLength = 383;
    private const int MaxDigits = 10;
    private const int NewSaltLength = 8;

    public static ReadOnlySpan<byte> Prefix => "$md5"u8;

    protected override bool CanCreate => false;

    protected override (int Min, int Max)? CostRange => (BasicRounds, int.MaxValue);

    private static ReadOnlySpan<byte> RoundsTag => ",rounds="u8;

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        if (!TryReadRounds(text, out cost, out int saltStart) || text.Length > MaxTextLength)
        {
            return false;
        }

        int end = text.Length - DigestLength - 1;
        if (end < saltStart || text[end] != '$')
        {
            return false;
        }

        ReadOnlySpan<byte> salt = text[saltStart..end];
        if (salt.EndsWith("$"u8))
        {
            salt = salt[..^1];
        }

        return Crypt64.IsText(salt) && Crypt64.IsText(text[^DigestLength..]) && Crypt64.IsCanonicalLittleEndian(text[^DigestLength..]);
    }

    protected override int CostCeiling(PasswordHashLimits limits) => limits.MaxSunMd5Rounds;

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) =>
        Crypt64.Decode(text[^DigestLength..], Crypt64.Md5Order, digest);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest)
    {
        _ = TryReadRounds(text, out int rounds, out _);
        SunMd5.ComputeDigest(password, text[..^(DigestLength + 1)], rounds, digest);
    }

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        Prefix.CopyTo(text);
        int end = Prefix.Length;
        if (cost is > BasicRounds)
        {
            RoundsTag.CopyTo(text[end..]);
            end += RoundsTag.Length;
            _ = Utf8Formatter.TryFormat(cost.Value - BasicRounds, text[end..], out int digits);
            end += digits;
        }

        text[end++] = (byte)'$';
        RandomSalt.FillText(text.Slice(end, NewSaltLength));
        end += NewSaltLength;
        text[end++] = (byte)'$';
        text[end++] = (byte)'$';
        return end + DigestLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) =>
        Crypt64.Encode(digest, Crypt64.Md5Order, text[^DigestLength..]);

    private static bool TryReadRounds(ReadOnlySpan<byte> text, out int rounds, out int saltStart)
    {
        rounds = BasicRounds;
        saltStart = Prefix.Length + 1;
        ReadOnlySpan<byte> rest = text[Prefix.Length..];
        if (!rest.StartsWith(RoundsTag))
        {
            return true;
        }

        rest = rest[RoundsTag.Length..];
        int digits = rest.IndexOf((byte)'$');
        if (digits is < 1 or > MaxDigits || rest[0] == '0' || rest[..digits].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        _ = Utf8Parser.TryParse(rest[..digits], out ulong written, out _);
        rounds = (int)Math.Min(written + BasicRounds, int.MaxValue);
        saltStart = Prefix.Length + RoundsTag.Length + digits + 1;
        return written <= uint.MaxValue;
    }
}
