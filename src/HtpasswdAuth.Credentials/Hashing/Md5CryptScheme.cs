using System.Buffers;

namespace HtpasswdAuth;

// Specification
//   None was written: the format is what P.-H. Kamp's FreeBSD code of 1994 computes; crypt(5) of libxcrypt gives its text
//   form. Apache's differs in the prefix, which is hashed as well.
//
// Text     $1$ or $apr1$, 0 to 8 characters of salt, $, 22 characters of digest
// Salt     $1$: what libxcrypt accepts. $apr1$: apr_md5_encode takes any byte but $; a line of a file can hold no more
//          than all but :, CR, LF and NUL
// Digest   16 bytes in Crypt64.Md5Order
// Password any length

internal sealed class Md5CryptScheme : PasswordHashScheme
{
    private const int DigestSize = 16;
    private const int DigestLength = 22;
    private const int MaxSaltLength = 8;

    private static readonly SearchValues<byte> NotInApr1Salt = SearchValues.Create("$:\r\n\0"u8);

    public Md5CryptScheme(PasswordHashAlgorithm algorithm)
        : base(algorithm, DigestSize)
    {
    }

    private ReadOnlySpan<byte> Prefix => Algorithm == PasswordHashAlgorithm.Apr1 ? "$apr1$"u8 : "$1$"u8;

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        cost = FixedCost;
        int saltLength = text.Length - Prefix.Length - 1 - DigestLength;
        if (saltLength is < 0 or > MaxSaltLength || text[^(DigestLength + 1)] != '$')
        {
            return false;
        }

        ReadOnlySpan<byte> salt = text.Slice(Prefix.Length, saltLength);
        bool saltIsRight = Algorithm == PasswordHashAlgorithm.Apr1
            ? !salt.ContainsAny(NotInApr1Salt)
            : Crypt64.IsCryptSalt(salt);
        return saltIsRight && Crypt64.IsText(text[^DigestLength..]) && Crypt64.IsCanonicalLittleEndian(text[^DigestLength..]);
    }

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) =>
        Crypt64.Decode(text[^DigestLength..], Crypt64.Md5Order, digest);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest) =>
        Md5Crypt.ComputeDigest(password, Prefix, text[Prefix.Length..^(DigestLength + 1)], digest);

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        Prefix.CopyTo(text);
        int end = Prefix.Length + MaxSaltLength;
        RandomSalt.FillText(text[Prefix.Length..end]);
        text[end] = (byte)'$';
        return end + 1 + DigestLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) =>
        Crypt64.Encode(digest, Crypt64.Md5Order, text[^DigestLength..]);
}
