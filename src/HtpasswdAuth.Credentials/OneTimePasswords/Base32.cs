using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace HtpasswdAuth;

/// <summary>Base32 of RFC 4648 section 6, the form in which one-time password secrets are written down.</summary>
public static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerSymbol = 5;

    /// <summary>Upper case, without padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) =>
        string.Create((int)((((long)bytes.Length * 8) + BitsPerSymbol - 1) / BitsPerSymbol), bytes, WriteSymbols);

    /// <summary>
    /// Reads it tolerantly: either case, with or without padding, with white space and hyphens anywhere, and 0, 1 and 8 for the
    /// O, L and B they were copied from. Bits at the end that fill no byte are left out, whatever they are: so do the
    /// authenticator apps, and whoever takes over a secret that they accept must come to the same bytes.
    /// </summary>
    /// <returns>Whether it was base32 of at least one byte.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        long bits = (long)CountSymbols(text) * BitsPerSymbol;
        if (bits < 8)
        {
            return false;
        }

        bytes = new byte[bits / 8];
        ReadSymbols(text, bytes);
        return true;
    }

    /// <summary>The five bits of a character, or -1 for one that is not of the alphabet nor commonly mistaken for one that is.</summary>
    internal static int ValueOf(Rune character) => character.Value switch
    {
        >= 'A' and <= 'Z' => character.Value - 'A',
        >= 'a' and <= 'z' => character.Value - 'a',
        >= '2' and <= '7' => character.Value - '2' + 26,
        '0' => 'O' - 'A',
        '1' => 'L' - 'A',
        '8' => 'B' - 'A',
        _ => -1,
    };

    internal static char SymbolOf(int value) => Alphabet[value];

    private static void WriteSymbols(Span<char> symbols, ReadOnlySpan<byte> bytes)
    {
        int position = 0;
        uint buffer = 0;
        int bits = 0;
        foreach (ref char symbol in symbols)
        {
            if (bits < BitsPerSymbol)
            {
                buffer = (buffer << 8) | (position < bytes.Length ? bytes[position++] : 0u);
                bits += 8;
            }

            bits -= BitsPerSymbol;
            symbol = Alphabet[(int)(buffer >> bits) & 0x1F];
        }
    }

    /// <summary>How many symbols there are, or -1 if anything else is among them or follows the padding.</summary>
    private static int CountSymbols(ReadOnlySpan<char> text)
    {
        int count = 0;
        bool padded = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (OtpFiller.Contains(rune))
            {
                continue;
            }

            padded |= rune.Value == '=';
            if (padded && rune.Value != '=')
            {
                return -1;
            }

            if (!padded && ValueOf(rune) < 0)
            {
                return -1;
            }

            count += padded ? 0 : 1;
        }

        return count;
    }

    /// <summary>Decodes a text that <see cref="CountSymbols"/> found good.</summary>
    private static void ReadSymbols(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        int position = 0;
        uint buffer = 0;
        int bits = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int value = ValueOf(rune);
            if (value < 0)
            {
                continue;
            }

            buffer = (buffer << BitsPerSymbol) | (uint)value;
            bits += BitsPerSymbol;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[position++] = (byte)(buffer >> bits);
            }
        }
    }
}
