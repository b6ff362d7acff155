using System.Text;

namespace HtpasswdAuth.Tool;

/// <summary>
/// Text whose every character stands for one byte, 0 to 255. Apache's programs know bytes only: a name or a password need not be
/// UTF-8, and a limit of 255 counts bytes. In this form a string can be searched, measured and printed without losing any.
/// </summary>
internal static class ByteText
{
    /// <summary>The bytes of ordinary text in UTF-8.</summary>
    public static string FromText(string text) => FromBytes(Encoding.UTF8.GetBytes(text));

    public static string FromBytes(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public static byte[] ToBytes(string byteText) => Encoding.Latin1.GetBytes(byteText);

    /// <summary>For paths and for people: what is not UTF-8 becomes a replacement character.</summary>
    public static string ToText(string byteText) => Encoding.UTF8.GetString(ToBytes(byteText));

    /// <summary>As a C program sees it, up to a NUL.</summary>
    public static ReadOnlySpan<byte> UpToNul(ReadOnlySpan<byte> bytes)
    {
        int nul = bytes.IndexOf((byte)0);
        return nul < 0 ? bytes : bytes[..nul];
    }
}
