using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>The lines of a key file.</summary>
internal static class OtpKeyLines
{
    /// <summary>Would make an encrypted secret look like one that is not.</summary>
    private const string ReservedId = "plain";

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8);

    /// <summary>Whether a trimmed line is blank or a comment.</summary>
    public static bool IsSkipped(ReadOnlySpan<byte> line) => line.IsEmpty || line[0] == '#';

    public static bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(true)] out string? id, [NotNullWhen(true)] out byte[]? key)
    {
        id = null;
        key = null;
        int colon = line.IndexOf((byte)':');
        int length = line.Length - colon - 1;
        if (colon < 0 || length != OtpBase64.Length(OtpKeyRing.KeySize))
        {
            return false;
        }

        Span<char> text = stackalloc char[length];
        byte[] bytes = new byte[OtpKeyRing.KeySize];
        string name = Encoding.ASCII.GetString(line[..colon]);
        try
        {
            Encoding.ASCII.GetChars(line[(colon + 1)..], text);
            if (!OtpField.IsId(name) || name == ReservedId || !OtpBase64.TryDecode(text, bytes, out int written) || written != bytes.Length)
            {
                return false;
            }
        }
        finally
        {
            text.Clear();
        }

        (id, key) = (name, bytes);
        return true;
    }

    /// <summary>The content with a new key of that id at its end.</summary>
    public static byte[] Append(ReadOnlySpan<byte> content, string id)
    {
        byte[] key = RandomNumberGenerator.GetBytes(OtpKeyRing.KeySize);
        try
        {
            ReadOnlySpan<byte> end = content.IsEmpty || content[^1] == '\n' ? default : "\n"u8;
            return [.. content, .. end, .. Encoding.ASCII.GetBytes($"{id}:{Convert.ToBase64String(key)}\n")];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The content without the keys of other ids. Comments stay.</summary>
    public static byte[] KeepOnly(ReadOnlySpan<byte> content, string id)
    {
        using var kept = new MemoryStream(content.Length);
        for (int start = 0; start < content.Length;)
        {
            int newline = content[start..].IndexOf((byte)'\n');
            int length = newline < 0 ? content.Length - start : newline + 1;
            ReadOnlySpan<byte> line = content.Slice(start, length);
            ReadOnlySpan<byte> text = Trim(line.TrimEnd((byte)'\n'));
            if (IsSkipped(text) || text.StartsWith(Encoding.ASCII.GetBytes(id + ":")))
            {
                kept.Write(line);
            }

            start += length;
        }

        return kept.ToArray();
    }
}
