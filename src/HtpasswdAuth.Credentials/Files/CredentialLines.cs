namespace HtpasswdAuth;

/// <summary>
/// Finds and replaces the records of a password file by what they begin with, <c>user:</c> or <c>user:realm:</c>. Every other
/// byte of the file stays as it is.
/// </summary>
internal static class CredentialLines
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>C's <c>isspace</c>.</summary>
    public static bool IsSpace(byte value) => value == ' ' || (uint)(value - '\t') <= '\r' - '\t';

    public static bool Contains(ReadOnlySpan<byte> content, ReadOnlySpan<byte> key)
    {
        for (int start = 0; start < content.Length; start += Length(content, start))
        {
            if (IsRecordOf(Text(content, start), key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts <paramref name="replacement"/>, which may be empty, in the place of every record of the key.</summary>
    /// <returns>How many were replaced; with none, <paramref name="result"/> is <see langword="null"/>.</returns>
    public static int Replace(ReadOnlySpan<byte> content, ReadOnlySpan<byte> key, ReadOnlySpan<byte> replacement, out byte[]? result)
    {
        result = null;
        int replaced = 0;
        int copied = 0;
        MemoryStream? output = null;
        for (int start = 0; start < content.Length; start += Length(content, start))
        {
            if (!IsRecordOf(Text(content, start), key))
            {
                continue;
            }

            output ??= new MemoryStream(content.Length + replacement.Length);
            output.Write(content[copied..start]);
            output.Write(replacement);
            copied = start + Length(content, start);
            replaced++;
        }

        output?.Write(content[copied..]);
        result = output?.ToArray();
        return replaced;
    }

    /// <summary>Adds a line at the end. A last line without its newline gets one, or two records would become one.</summary>
    public static byte[] Append(ReadOnlySpan<byte> content, ReadOnlySpan<byte> line)
    {
        bool repair = !content.IsEmpty && content[^1] != '\n';
        byte[] result = new byte[content.Length + (repair ? 1 : 0) + line.Length];
        content.CopyTo(result);
        result[content.Length] = (byte)'\n';
        line.CopyTo(result.AsSpan(result.Length - line.Length));
        return result;
    }

    /// <summary>The first line, from 1, that is neither blank nor a comment and holds no colon.</summary>
    public static int? FirstWithoutColon(ReadOnlySpan<byte> content)
    {
        int number = 0;
        for (int start = 0; start < content.Length; start += Length(content, start))
        {
            number++;
            ReadOnlySpan<byte> text = Text(content, start);
            if (!text.IsEmpty && text[0] != '#' && !text.Contains((byte)':'))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>The first line, from 1, of more bytes than that, its newline not counted.</summary>
    public static int? FirstLongerThan(ReadOnlySpan<byte> content, int length)
    {
        int number = 0;
        for (int start = 0; start < content.Length; start += Length(content, start))
        {
            number++;
            if (content.Slice(start, Length(content, start)).TrimEnd((byte)'\n').Length > length)
            {
                return number;
            }
        }

        return null;
    }

    private static bool IsRecordOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key) =>
        !text.IsEmpty && text[0] != '#' && text.StartsWith(key);

    /// <summary>The number of bytes of the line, its newline included.</summary>
    private static int Length(ReadOnlySpan<byte> content, int start)
    {
        int newline = content[start..].IndexOf((byte)'\n');
        return newline < 0 ? content.Length - start : newline + 1;
    }

    /// <summary>The line from its first visible byte up to a NUL, where C's strings end.</summary>
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> content, int start)
    {
        ReadOnlySpan<byte> line = content.Slice(start, Length(content, start));
        if (start == 0 && line.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
        }

        while (!line.IsEmpty && IsSpace(line[0]))
        {
            line = line[1..];
        }

        int nul = line.IndexOf((byte)0);
        return nul < 0 ? line : line[..nul];
    }
}
