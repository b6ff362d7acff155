using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>Codes to be written down, each good for one sign-in without the phone.</summary>
public static class RecoveryCodes
{
    /// <summary>How many a person gets.</summary>
    public const int Count = 10;

    private const int Size = 10;
    private const int Symbols = 16;
    private const int Group = 4;

    /// <summary>New codes of 80 random bits each: sixteen base32 characters, as <c>ABCD-EFGH-IJKL-MNOP</c>.</summary>
    public static string[] Generate()
    {
        Span<byte> bytes = stackalloc byte[Size];
        string[] codes = new string[Count];
        try
        {
            foreach (ref string code in codes.AsSpan())
            {
                RandomNumberGenerator.Fill(bytes);
                code = InGroups(Base32.Encode(bytes));
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        return codes;
    }

    /// <summary>
    /// Reads a code as typed: either case, with or without hyphens and white space, and 0, 1 and 8 for the O, L and B they were taken for.
    /// </summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="code">The code as <see cref="Generate"/> writes it.</param>
    public static bool TryNormalize(ReadOnlySpan<char> typed, [NotNullWhen(true)] out string? code)
    {
        code = null;
        Span<char> symbols = stackalloc char[Symbols];
        int length = 0;
        foreach (Rune rune in typed.EnumerateRunes())
        {
            if (OtpFiller.Contains(rune))
            {
                continue;
            }

            int value = Base32.ValueOf(rune);
            if (value < 0 || length == Symbols)
            {
                return false;
            }

            symbols[length++] = Base32.SymbolOf(value);
        }

        code = length == Symbols ? InGroups(symbols) : null;
        return code is not null;
    }

    private static string InGroups(ReadOnlySpan<char> symbols) =>
        string.Create(Symbols + (Symbols / Group) - 1, symbols, static (text, symbols) =>
        {
            text.Fill('-');
            for (int i = 0; i < symbols.Length; i++)
            {
                text[i + (i / Group)] = symbols[i];
            }
        });
}
