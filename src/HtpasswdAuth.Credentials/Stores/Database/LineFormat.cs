using System.Runtime.CompilerServices;
using System.Text;

namespace HtpasswdAuth;

/// <summary>What the three tables have in common whose rows are lines of a file beside the user file.</summary>
internal static class LineFormat
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static RowContent NewContent() => new(Write);

    /// <exception cref="ArgumentException">It is not valid UTF-16.</exception>
    public static byte[] NameOf(string user) => StrictUtf8.GetBytes(user);

    /// <exception cref="InvalidDataException">It is not valid UTF-8.</exception>
    public static string UserOf(AccountRow row)
    {
        try
        {
            return StrictUtf8.GetString(row.Name);
        }
        catch (DecoderFallbackException)
        {
            throw Broken();
        }
    }

    public static InvalidDataException Broken() => new("A row does not hold what belongs to its name.");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Write(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lines, Span<byte> target)
    {
        if (target.Length < lines.Length + RowWriterMargin.Bytes)
        {
            return 0;
        }

        lines.CopyTo(target);
        if (lines is [.., not (byte)'\n'])
        {
            target[lines.Length] = (byte)'\n';
            return lines.Length + 1;
        }

        return lines.Length;
    }
}
