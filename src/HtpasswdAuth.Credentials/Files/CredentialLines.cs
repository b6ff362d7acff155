namespace HtpasswdAuth;

/// <summary>
/// Finds and replaces the records of a password file by what they begin with, <c>user:</c> or <c>user:realm:</c>. Every other
/// byte of the file stays as it is.
/// </summary>
internal static class CredentialLines
{
    private const int TailSize = 4 * 1024;

    /// <summary>C's <c>isspace</c>.</summary>
    public static bool IsSpace(byte value) => value == ' ' || (uint)(value - '\t') <= '\r' - '\t';

    public static bool Contains(CredentialText source, ReadOnlySpan<byte> key) => Find(source, key) is not null;

    /// <summary>What follows the key in the first record of it, up to the next colon or the end of the line; <see langword="null"/> if there is none.</summary>
    public static byte[]? Find(CredentialText source, ReadOnlySpan<byte> key)
    {
        var lines = new CredentialLineReader(source);
        while (lines.TryRead())
        {
            if (IsRecordOf(lines.Text, key))
            {
                return FieldBehind(lines.Text, key).ToArray();
            }
        }

        return null;
    }

    /// <summary>Puts <paramref name="replacement"/>, which may be empty, in the place of every record of the key.</summary>
    public static CredentialFileEdit Replace(CredentialText source, ReadOnlySpan<byte> key, byte[] replacement)
    {
        List<CredentialFileEdit.Splice> splices = [];
        var lines = new CredentialLineReader(source);
        while (lines.TryRead())
        {
            if (IsRecordOf(lines.Text, key))
            {
                splices.Add(new(lines.Start, lines.End, replacement));
            }
        }

        return new(source, splices, splices.Count);
    }

    /// <summary>Puts a line in the place of every record of the key, or at the end if there is none.</summary>
    public static CredentialFileEdit Set(CredentialText source, ReadOnlySpan<byte> key, byte[] line) =>
        Replace(source, key, line) is { Replaced: > 0 } replaced ? replaced : Append(source, line);

    /// <summary>Changes what follows the key in each of its records, up to the next colon or the end of the line.</summary>
    /// <param name="source">The file.</param>
    /// <param name="key">What the records begin with.</param>
    /// <param name="replace">Is given the field of each record in turn; <see langword="null"/> leaves it as it is.</param>
    public static CredentialFileEdit ReplaceFields(CredentialText source, ReadOnlySpan<byte> key, Func<byte[], byte[]?> replace)
    {
        List<CredentialFileEdit.Splice> splices = [];
        var lines = new CredentialLineReader(source);
        while (lines.TryRead())
        {
            if (IsRecordOf(lines.Text, key) && replace(FieldBehind(lines.Text, key).ToArray()) is { } field)
            {
                lines.Line.Overlaps(lines.Text, out int offset);
                long start = lines.Start + offset + key.Length;
                splices.Add(new(start, start + FieldBehind(lines.Text, key).Length, field));
            }
        }

        return new(source, splices, splices.Count);
    }

    /// <summary>
    /// Adds a line at the end. A last line without its newline gets one, or two records would become one; one that ends in a
    /// backslash gets a blank line behind it, or httpd would take the new record for its continuation.
    /// </summary>
    public static CredentialFileEdit Append(CredentialText source, ReadOnlySpan<byte> line)
    {
        byte[] tail = ReadTail(source);
        byte[] end = tail is [.., not (byte)'\n'] ? [(byte)'\n'] : [];
        if (tail.AsSpan().TrimEnd("\r\n"u8) is [.., (byte)'\\'])
        {
            // The backslash before that one may then be the last, and so on.
            for (int blank = 0; blank < tail.Length && IsLastLineContinuation([.. tail, .. end, .. line], line.Length); blank++)
            {
                end = [.. end, (byte)'\n'];
            }
        }

        return new(source, [new(source.Length, source.Length, (byte[])[.. end, .. line])], 0);
    }

    /// <summary>How many lines are neither blank nor comments and hold a colon.</summary>
    public static int CountRecords(CredentialText source)
    {
        int count = 0;
        var lines = new CredentialLineReader(source);
        while (lines.TryRead())
        {
            ReadOnlySpan<byte> text = lines.Text;
            count += text is [not (byte)'#', ..] && text.Contains((byte)':') ? 1 : 0;
        }

        return count;
    }

    /// <summary>The first line, from 1, that is neither blank nor a comment and holds no colon.</summary>
    public static int? FirstWithoutColon(CredentialText source)
    {
        var lines = new CredentialLineReader(source);
        for (int number = 1; lines.TryRead(); number++)
        {
            ReadOnlySpan<byte> text = lines.Text;
            if (!text.IsEmpty && text[0] != '#' && !text.Contains((byte)':'))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>The first line, from 1, of more bytes than that, its newline not counted.</summary>
    public static int? FirstLongerThan(CredentialText source, int length)
    {
        var lines = new CredentialLineReader(source);
        for (int number = 1; lines.TryRead(); number++)
        {
            if (lines.Line.TrimEnd((byte)'\n').Length > length)
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>The end of the file from a line on that is certainly no continuation of the one before: that one is not blank, and ends in no backslash.</summary>
    private static byte[] ReadTail(CredentialText source)
    {
        for (long size = Math.Min(Math.Min(TailSize, source.Piece), source.Length); ; size = Math.Min(4 * size, source.Length))
        {
            byte[] tail = new byte[size];
            source.Read(tail, source.Length - size);
            if (size == source.Length)
            {
                return tail;
            }

            // The first line of the tail may be cut, but not at its end.
            for (int start = tail.AsSpan().IndexOf((byte)'\n') + 1; start > 0 && start < size;)
            {
                ReadOnlySpan<byte> before = tail.AsSpan(0, start - 1).TrimEnd((byte)'\r');
                if (before is [.., not ((byte)'\\' or (byte)'\n')])
                {
                    return tail[start..];
                }

                int newline = tail.AsSpan(start).IndexOf((byte)'\n');
                start = newline < 0 ? 0 : start + newline + 1;
            }
        }
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
}
