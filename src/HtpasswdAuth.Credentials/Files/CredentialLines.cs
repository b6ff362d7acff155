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

    /// <summary>What follows the key in the first record of it, up to the next colon or the end of the line.</summary>
    /// <returns>Whether there is such a record.</returns>
    public static bool TryFind(ReadOnlySpan<byte> content, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> field)
    {
        for (int start = 0; start < content.Length; start += Length(content, start))
        {
            ReadOnlySpan<byte> text = Text(content, start);
            if (IsRecordOf(text, key))
            {
                field = FieldBehind(text, key);
                return true;
            }
        }

        field = default;
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

    /// <summary>Changes what follows the key in each of its records, up to the next colon or the end of the line.</summary>
    /// <param name="content">The file.</param>
    /// <param name="key">What the records begin with.</param>
    /// <param name="replace">Is given the field of each record in turn; <see langword="null"/> leaves it as it is.</param>
    /// <param name="result">The file with the changes.</param>
    /// <returns>How many were changed.</returns>
    public static int ReplaceFields(ReadOnlySpan<byte> content, ReadOnlySpan<byte> key, Func<byte[], byte[]?> replace, out byte[] result)
    {
        int replaced = 0;
        int copied = 0;
        var output = new MemoryStream(content.Length);
        for (int start = 0; start < content.Length; start += Length(content, start))
        {
            ReadOnlySpan<byte> text = Text(content, start);
            if (!IsRecordOf(text, key) || replace(FieldBehind(text, key).ToArray()) is not { } field)
            {
                continue;
            }

            content.Overlaps(text, out int offset);
            output.Write(content[copied..(offset + key.Length)]);
            output.Write(field);
            copied = offset + key.Length + FieldBehind(text, key).Length;
            replaced++;
        }

        output.Write(content[copied..]);
        result = output.ToArray();
        return replaced;
    }

    /// <summary>
    /// Adds a line at the end. A last line without its newline gets one, or two records would become one; one that ends in a
    /// backslash gets a blank line behind it, or httpd would take the new record for its continuation.
    /// </summary>
    public static byte[] Append(ReadOnlySpan<byte> content, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> end = !content.IsEmpty && content[^1] != '\n' ? "\n"u8 : default;
        byte[] result = [.. content, .. end, .. line];
        if (content.TrimEnd("\r\n"u8) is [.., (byte)'\\'])
        {
            // The backslash before that one may then be the last, and so on.
            for (int blank = 0; blank < content.Length && IsLastLineContinuation(result, line.Length); blank++)
            {
                result = [.. result.AsSpan(0, result.Length - line.Length), (byte)'\n', .. line];
            }
        }

        return result;
    }

    /// <summary>How many lines are neither blank nor comments and hold a colon.</summary>
    public static int CountRecords(ReadOnlySpan<byte> content)
    {
        int count = 0;
        for (int start = 0; start < content.Length; start += Length(content, start))
        {
            ReadOnlySpan<byte> text = Text(content, start);
            count += text is [not (byte)'#', ..] && text.Contains((byte)':') ? 1 : 0;
        }

        return count;
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

    private static bool IsLastLineContinuation(ReadOnlySpan<byte> content, int lastLength)
    {
        LineContinuations joined = LineContinuations.Join(content);
        return joined.ToFileLine(joined.LineCount) < content[..^lastLength].Count((byte)'\n') + 1;
    }

    private static bool IsRecordOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key) =>
        !text.IsEmpty && text[0] != '#' && text.StartsWith(key);

    private static ReadOnlySpan<byte> FieldBehind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> rest = text[key.Length..];
        int end = rest.IndexOfAny(":\r\n"u8);
        return end < 0 ? rest : rest[..end];
    }

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
