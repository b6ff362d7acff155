using System.Buffers.Binary;

namespace HtpasswdAuth;

// Specification
//   N. Provos, D. Mazieres, "A Future-Adaptable Password Scheme", USENIX 1999.
//   Text form and variants: crypt(5) of libxcrypt, crypt_blowfish 1.3.
//
// Text   $2y$cc$ + 22 characters of salt + 31 characters of digest, in bcrypt's own base 64
// Cost   04 to 31, two digits: 2^cost rounds
// Salt   16 bytes; the 4 spare bits of its last character are 0
// Digest 23 bytes (the 24th is computed and dropped); the 2 spare bits of its last character are 0
// Password  the first 72 bytes
//
// $2y$ and $2b$ are the same. $2x$ reads each byte as signed, as crypt_blowfish before 1.1 did; $2a$ is $2y$ with that
// library's countermeasure for passwords that collide under the bug.

internal sealed class BcryptScheme(PasswordHashAlgorithm algorithm) : PasswordHashScheme(algorithm, DigestSize)
{
    private const int DigestSize = 23;
    private const int DefaultCost = 12;
    private const int TextLength = 60;
    private const int SaltSize = 16;
    private const int SaltStart = 7;
    private const int DigestStart = 29;

    protected override bool IsWeak => Algorithm == PasswordHashAlgorithm.BcryptSignExtended;

    protected override bool CanCreate => Algorithm == PasswordHashAlgorithm.Bcrypt;

    protected override int MaxPasswordBytes => PasswordHash.MaxBcryptPasswordBytes;

    protected override (int Min, int Max)? CostRange => (4, 31);

    /// <summary>What of a candidate with a well-formed text goes into the hash.</summary>
    public static BcryptInput ReadInput(PasswordCandidate candidate)
    {
        ReadOnlySpan<byte> text = candidate.StoredHash.Span;
        Span<byte> salt = stackalloc byte[SaltSize];
        Bcrypt64.Decode(text[SaltStart..DigestStart], salt);
        return new BcryptInput(candidate.Password, BinaryPrimitives.ReadUInt128BigEndian(salt), ReadVariant(text));
    }

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        cost = 0;
        if (text.Length != TextLength || text[6] != '$' || !char.IsAsciiDigit((char)text[4]) || !char.IsAsciiDigit((char)text[5]))
        {
            return false;
        }

        cost = ReadCost(text);
        return cost is >= 4 and <= 31
            && Bcrypt64.IsText(text[SaltStart..])
            && Bcrypt64.IsCanonical(text[SaltStart..DigestStart])
            && Bcrypt64.IsCanonical(text[DigestStart..]);
    }

    protected override int CostCeiling(PasswordHashLimits limits) => limits.MaxBcryptCost;

    protected override int CostFloor(PasswordHashLimits limits) => limits.MinBcryptCost;

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) => Bcrypt64.Decode(text[DigestStart..], digest);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest)
    {
        Span<byte> salt = stackalloc byte[SaltSize];
        Bcrypt64.Decode(text[SaltStart..DigestStart], salt);
        Bcrypt.ComputeDigest(password, salt, ReadCost(text), ReadVariant(text), digest);
    }

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        int value = cost ?? DefaultCost;
        "$2y$00$"u8.CopyTo(text);
        text[2] = Algorithm == PasswordHashAlgorithm.BcryptSignExtended ? (byte)'x' : (byte)'y';
        text[4] += (byte)(value / 10);
        text[5] += (byte)(value % 10);
        Span<byte> salt = stackalloc byte[SaltSize];
        RandomSalt.FillBytes(salt);
        Bcrypt64.Encode(salt, text[SaltStart..DigestStart]);
        text[DigestStart..TextLength].Fill((byte)'.');
        return TextLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) => Bcrypt64.Encode(digest, text[DigestStart..]);

    private static BcryptVariant ReadVariant(ReadOnlySpan<byte> text) => text[2] switch
    {
        (byte)'x' => BcryptVariant.SignExtended,
        (byte)'a' => BcryptVariant.Safeguarded,
        _ => BcryptVariant.Standard,
    };

    private static int ReadCost(ReadOnlySpan<byte> text) => ((text[4] - '0') * 10) + text[5] - '0';
}
