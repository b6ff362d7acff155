using System.Diagnostics.CodeAnalysis;

namespace HtpasswdAuth;

/// <summary>Base32 of RFC 4648 section 6, the form in which one-time password secrets are written down.</summary>
public static class Base32
{
    /// <summary>Upper case, without padding.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    /// <summary>
    /// Reads it tolerantly: either case, with or without padding, with white space and hyphens anywhere, and 0, 1 and 8 for the
    /// O, L and B they were copied from.
    /// </summary>
    /// <returns>Whether it was base32 of at least one byte.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes) => throw new NotImplementedException();
}
