using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>Codes to be written down, each good for one sign-in without the phone.</summary>
public static class RecoveryCodes
{
    /// <summary>How many a person gets.</summary>
    public const int Count = 10;

    /// <summary>New codes of 80 random bits each: sixteen base32 characters, as <c>ABCD-EFGH-IJKL-MNOP</c>.</summary>
    public static string[] Generate() => throw new NotImplementedException();

    /// <summary>Reads a code as typed: either case, with or without hyphens and white space.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="code">The code as <see cref="Generate"/> writes it.</param>
    public static bool TryNormalize(ReadOnlySpan<char> typed, [NotNullWhen(true)] out string? code) => throw new NotImplementedException();
}
