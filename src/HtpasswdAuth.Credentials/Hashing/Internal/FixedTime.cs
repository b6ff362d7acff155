using System.Runtime.InteropServices;

namespace HtpasswdAuth;

/// <summary>
/// Comparison without a branch before its end. The framework's, byte by byte and shut off from the compiler's optimisations, takes as
/// long as a third of a whole <c>{SHA}</c> verification.
/// </summary>
internal static class FixedTime
{
    /// <summary>Compares two buffers of the same length, a multiple of eight bytes.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        ReadOnlySpan<ulong> leftWords = MemoryMarshal.Cast<byte, ulong>(left);
        ReadOnlySpan<ulong> rightWords = MemoryMarshal.Cast<byte, ulong>(right);
        ulong differences = 0;
        for (int i = 0; i < leftWords.Length; i++)
        {
            differences |= leftWords[i] ^ rightWords[i];
        }

        return differences == 0;
    }
}
