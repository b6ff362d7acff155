using System.Buffers;

namespace HtpasswdAuth;

/// <summary>
/// Tells texts that may be hashes, of whatever system, from those that can only be passwords. Where plaintext is allowed, a hash that was
/// copied from elsewhere must not become a password: its readers could type it in. In doubt a text is a hash; <c>{PLAIN}</c> before it says
/// that it is none.
/// </summary>
internal static class HashLikeText
{
    // A digest of 128 bits in hexadecimal, and what is left of it in base 64 behind a tag or a salt.
    private const int ShortestHex = 32;
    private const int ShortestTail = 16;

    // From here on letters of all kinds without a blank between them are no words.
    private const int ShortestBase64 = 40;

    // crypt(3) of the traditional kind: a salt of two characters, and eleven for each eight of the password (bigcrypt).
    private const int CryptLength = 13;
    private const int CryptBlock = 11;
    private const int LongestCrypt = CryptLength + (15 * CryptBlock);

    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF"u8);
    private static readonly SearchValues<byte> Base64 = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/=._-"u8);
    private static readonly SearchValues<byte> NameCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"u8);
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t"u8);

    // Also by themselves: a line pbkdf2:sha256:… has this word where the hash should be.
    private static readonly byte[][] Algorithms =
    [
        .. ((string[])
        [
            "md2", "md4", "md5", "sha1", "sha2", "sha3", "sha512", "sha384", "pbkdf1", "pbkdf2", "bcrypt", "scrypt", "yescrypt", "argon2", "ssha", "smd5",
            "fshp", "scram-", "hmac-", "hmac_", "phpass", "ntlm", "sunmd5", "unsalted_", "balloon", "lyra2", "catena", "whirlpool", "ripemd", "blake2",
        ]).Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    public static bool Is(ReadOnlySpan<byte> text) => text.IsEmpty || IsLocked(text) || IsTagged(text) || IsNamed(text) || IsDigest(text);

    /// <summary>Marks of an account without a password, and MySQL's hashes, which begin like one.</summary>
    private static bool IsLocked(ReadOnlySpan<byte> text) => text[0] switch
    {
        (byte)'*' or (byte)'!' => true,

        // /etc/passwd says with it that the hash is in /etc/shadow. Copied here it would open every account.
        (byte)'x' => text.Length == 1,
        _ => false,
    };

    /// <summary>A tag in front, <c>$argon2id$</c> or <c>{FSHP1|8|4096}</c>, or a digest behind one of these signs: <c>sha1$salt$…</c>.</summary>
    private static bool IsTagged(ReadOnlySpan<byte> text)
    {
        if (text[0] is (byte)'$' or (byte)'{')
        {
            int length = text[1..].IndexOf(text[0] == '$' ? (byte)'$' : (byte)'}');
            if (length > 0 && !text.Slice(1, length).ContainsAny(Blanks))
            {
                return true;
            }
        }

        ReadOnlySpan<byte> tail = text[(text.LastIndexOfAny("$}"u8) + 1)..];
        return tail.Length < text.Length && tail.Length >= ShortestTail && !tail.ContainsAnyExcept(Base64);
    }

    /// <summary>The name of an algorithm, alone or before a <c>$</c>: <c>pbkdf2_sha256$…</c>, <c>SCRAM-SHA-256$4096</c>.</summary>
    private static bool IsNamed(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAnyExcept(NameCharacters);
        ReadOnlySpan<byte> name = length < 0 ? text : text[..length];
        return (length < 0 || text[length] is (byte)'$') && StartsWithAlgorithm(name);
    }

    private static bool StartsWithAlgorithm(ReadOnlySpan<byte> name)
    {
        foreach (byte[] algorithm in Algorithms)
        {
            if (name.Length >= algorithm.Length && System.Text.Ascii.EqualsIgnoreCase(name[..algorithm.Length], algorithm))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A digest without a tag: hexadecimal, base 64, or what crypt(3) made of old.</summary>
    private static bool IsDigest(ReadOnlySpan<byte> text) => IsCrypt(text) || IsHex(text) || IsBase64(text) || IsDomino(text);

    /// <summary>Thirteen characters are always taken for it; more of them only where they are not letters of one case, as no hash is.</summary>
    private static bool IsCrypt(ReadOnlySpan<byte> text) =>
        text.Length is >= CryptLength and <= LongestCrypt
        && (text.Length - CryptLength) % CryptBlock == 0
        && Crypt64.IsText(text)
        && (text.Length == CryptLength || (text.ContainsAnyExceptInRange((byte)'a', (byte)'z') && text.ContainsAnyExceptInRange((byte)'A', (byte)'Z')));

    /// <summary>Many hexadecimal digits in a row, or sixteen of them alone: old MySQL, Oracle, half of an LM hash.</summary>
    private static bool IsHex(ReadOnlySpan<byte> text)
    {
        if (text.Length == ShortestHex / 2 && !text.ContainsAnyExcept(Hex))
        {
            return true;
        }

        ReadOnlySpan<byte> rest = text;
        while (rest.Length >= ShortestHex)
        {
            int length = rest.IndexOfAnyExcept(Hex);
            if (length is < 0 or >= ShortestHex)
            {
                return true;
            }

            rest = rest[(length + 1)..];
        }

        return rest.Length == text.Length && text.StartsWith("0x"u8) && text.Length >= ShortestTail && !text[2..].ContainsAnyExcept(Hex);
    }

    /// <summary>Padded, or so long and mixed that a generator wrote it.</summary>
    private static bool IsBase64(ReadOnlySpan<byte> text) =>
        text.Length > ShortestTail
        && !text.ContainsAnyExcept(Base64)
        && (text[^1] == '=' || (text.Length >= ShortestBase64 && text.ContainsAnyInRange((byte)'0', (byte)'9')
            && text.ContainsAnyInRange((byte)'A', (byte)'Z') && text.ContainsAnyInRange((byte)'a', (byte)'z')));

    /// <summary>Lotus Domino: <c>(GjYmZXx…)</c>.</summary>
    private static bool IsDomino(ReadOnlySpan<byte> text) =>
        text.Length > ShortestTail && text[0] == '(' && text[^1] == ')' && !text[1..^1].ContainsAnyExcept(Base64);
}
