using System.Buffers.Text;
using System.Numerics;

namespace HtpasswdAuth;

// Specification
//   U. Drepper, "Unix crypt using SHA-256 and SHA-512", version 0.6, 2016. Where it clamps or cuts (rounds outside the
//   range, a salt of more than 16 characters), libxcrypt refuses or writes another text than it was given: so neither can
//   stand in a file and match. libxcrypt is followed here.
//
// Text     $5$ or $6$, optionally rounds=N$, 0 to 16 characters of salt, $, 43 or 86 characters of digest
// Rounds   1,000 to 999,999,999 in decimal without leading zeros; 5,000 where not written
// Salt     what libxcrypt accepts: see Crypt64.IsCryptSalt
// Password any length. It is hashed as often as it has bytes: the work grows with the square of its length

/// <summary>What SHA-256-crypt and SHA-512-crypt have in common: everything but the hash and the order of its bytes.</summary>
internal abstract class ShaCryptScheme<TBlock, TWord> : PasswordHashScheme
    where TBlock : struct, ISha2Block<TWord>
    where TWord : unmanaged, IBinaryInteger<TWord>
{
    private const int PrefixLength = 3;
    private const int MinRounds = 1_000;
    private const int MaxRounds = 999_999_999;
    private const int DefaultRounds = 5_000;
    private const int MaxSaltLength = 16;

    private readonly int _digestLength;

    private protected ShaCryptScheme(PasswordHashAlgorithm algorithm)
        : base(algorithm, TBlock.DigestSize) => _digestLength = Crypt64.LengthOf(TBlock.DigestSize);

    protected override bool IsWeak => false;

    protected override (int Min, int Max)? CostRange => (MinRounds, MaxRounds);

    protected abstract ReadOnlySpan<byte> Prefix { get; }

    protected abstract ReadOnlySpan<byte> Order { get; }

    private static ReadOnlySpan<byte> RoundsTag => "rounds="u8;

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        if (!TryParseSetting(text, out cost, out int saltStart))
        {
            return false;
        }

        int saltLength = text.Length - saltStart - 1 - _digestLength;
        return saltLength is >= 0 and <= MaxSaltLength
            && text[^(_digestLength + 1)] == '$'
            && Crypt64.IsCryptSalt(text.Slice(saltStart, saltLength))
            && Crypt64.IsText(text[^_digestLength..])
            && Crypt64.IsCanonicalLittleEndian(text[^_digestLength..]);
    }

    protected override int CostCeiling(PasswordHashLimits limits) => limits.MaxShaCryptRounds;

    protected override int CostFloor(PasswordHashLimits limits) => limits.MinShaCryptRounds;

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) =>
        Crypt64.Decode(text[^_digestLength..], Order, digest);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest)
    {
        _ = TryParseSetting(text, out int rounds, out int saltStart);
        ShaCrypt<TBlock, TWord>.ComputeDigest(password, text[saltStart..^(_digestLength + 1)], rounds, digest);
    }

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        Prefix.CopyTo(text);
        int end = PrefixLength;
        if (cost is int rounds)
        {
            RoundsTag.CopyTo(text[end..]);
            end += RoundsTag.Length;
            Utf8Formatter.TryFormat(rounds, text[end..], out int digits);
            end += digits;
            text[end++] = (byte)'$';
        }

        RandomSalt.FillText(text.Slice(end, MaxSaltLength));
        end += MaxSaltLength;
        text[end++] = (byte)'$';
        return end + _digestLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) =>
        Crypt64.Encode(digest, Order, text[^_digestLength..]);

    private static bool TryParseSetting(ReadOnlySpan<byte> text, out int rounds, out int saltStart)
    {
        rounds = DefaultRounds;
        saltStart = PrefixLength;
        if (!text[PrefixLength..].StartsWith(RoundsTag))
        {
            return true;
        }

        int digitsStart = PrefixLength + RoundsTag.Length;
        ReadOnlySpan<byte> rest = text[digitsStart..];
        if (rest.IsEmpty
            || rest[0] is < (byte)'1' or > (byte)'9'
            || !Utf8Parser.TryParse(rest, out rounds, out int digits)
            || rounds is < MinRounds or > MaxRounds
            || digits == rest.Length
            || rest[digits] != '$')
        {
            return false;
        }

        saltStart = digitsStart + digits + 1;
        return true;
    }
}
