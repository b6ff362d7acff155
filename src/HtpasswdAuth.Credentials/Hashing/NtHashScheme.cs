using System.Buffers;
using System.Security.Cryptography;

namespace HtpasswdAuth;

// Specification
//   Microsoft, [MS-NLMP], "NTOWFv1". Text form: crypt(5) of libxcrypt 4.4, FreeBSD's.
//
// Text     $3$$ and 32 hexadecimal digits, lower case
// Digest   MD4 (RFC 1320) of the password in UTF-16, low byte first: 16 bytes. There is no salt: equal passwords have equal hashes
// Password any length. Each byte is one character of UTF-16, as in libxcrypt: outside ASCII that is not what Windows computes

internal sealed class NtHashScheme() : PasswordHashScheme(PasswordHashAlgorithm.NtHash, Md4Block.Size)
{
    private const int TextLength = 4 + (2 * Md4Block.Size);
    private const int ChunkSize = 64;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789abcdef"u8);

    protected override bool CanCreate => false;

    private static ReadOnlySpan<byte> Prefix => "$3$$"u8;

    public override bool TryParse(ReadOnlySpan<byte> text, out int cost)
    {
        cost = FixedCost;
        return text.Length == TextLength && text.StartsWith(Prefix) && !text[Prefix.Length..].ContainsAnyExcept(Digits);
    }

    protected override void ReadDigest(ReadOnlySpan<byte> text, Span<byte> digest) =>
        Convert.FromHexString(text[Prefix.Length..], digest, out _, out _);

    protected override void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> text, Span<byte> digest)
    {
        Span<byte> characters = stackalloc byte[2 * ChunkSize];
        HashStream<Md4Block> hash = new();
        try
        {
            while (!password.IsEmpty)
            {
                int count = Math.Min(password.Length, ChunkSize);
                characters.Clear();
                for (int i = 0; i < count; i++)
                {
                    characters[2 * i] = password[i];
                }

                hash.Append(characters[..(2 * count)]);
                password = password[count..];
            }

            hash.Finish(digest);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(characters);
            hash.Clear();
        }
    }

    protected override int WriteSetting(Span<byte> text, int? cost)
    {
        Prefix.CopyTo(text);
        return TextLength;
    }

    protected override void WriteDigest(Span<byte> text, ReadOnlySpan<byte> digest) =>
        Convert.TryToHexStringLower(digest, text[Prefix.Length..], out _);
}
