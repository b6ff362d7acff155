using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HtpasswdAuth;

/// <summary>One pass over content that tells how large its index must be and whether the slow way of reading may be needed.</summary>
/// <param name="Newlines">The number of line feeds.</param>
/// <param name="MayNeedJoining">There is a NUL, or a backslash before a CR, an LF or the end.</param>
internal readonly record struct LineScan(int Newlines, bool MayNeedJoining)
{
    /// <summary>Puts the scans of two neighbouring parts of a file together.</summary>
    public static LineScan operator +(LineScan left, LineScan right) =>
        new(left.Newlines + right.Newlines, left.MayNeedJoining | right.MayNeedJoining);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LineScan Scan(ReadOnlySpan<byte> content)
    {
        ref byte first = ref MemoryMarshal.GetReference(content);
        Vector256<byte> special = Vector256<byte>.Zero;
        int newlines = 0;
        int position = 0;

        // Each step looks one byte ahead, at what follows a backslash.
        for (; position < content.Length - Vector256<byte>.Count; position += Vector256<byte>.Count)
        {
            Vector256<byte> here = Vector256.LoadUnsafe(ref first, (nuint)position);
            Vector256<byte> next = Vector256.LoadUnsafe(ref first, (nuint)position + 1);
            Vector256<byte> newline = Vector256.Equals(here, Vector256.Create((byte)'\n'));
            Vector256<byte> lineEnd = Vector256.Equals(next, Vector256.Create((byte)'\n'))
                | Vector256.Equals(next, Vector256.Create((byte)'\r'));
            special |= Vector256.Equals(here, Vector256<byte>.Zero) | (Vector256.Equals(here, Vector256.Create((byte)'\\')) & lineEnd);
            newlines += BitOperations.PopCount(newline.ExtractMostSignificantBits());
        }

        return ScanTail(content[position..], newlines, special != Vector256<byte>.Zero);
    }

    private static LineScan ScanTail(ReadOnlySpan<byte> tail, int newlines, bool special)
    {
        for (int i = 0; i < tail.Length; i++)
        {
            newlines += tail[i] == '\n' ? 1 : 0;
            special |= tail[i] == 0 || (tail[i] == '\\' && (i + 1 == tail.Length || tail[i + 1] is (byte)'\n' or (byte)'\r'));
        }

        return new(newlines, special);
    }
}
