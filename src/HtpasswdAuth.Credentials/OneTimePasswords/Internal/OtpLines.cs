using System.Text.Json;

namespace HtpasswdAuth;

/// <summary>The lines of a file of the second factor. Those that are not changed stay as they are, byte for byte.</summary>
internal sealed class OtpLines
{
    /// <summary>How long a line may be, its newline not counted. Nothing we write comes near it.</summary>
    public const int LongestLine = 64 * 1024;

    private readonly OtpLine[] _lines;

    private OtpLines(OtpLine[] lines) => _lines = lines;

    public static OtpLines Empty { get; } = new([]);

    public IReadOnlyList<OtpLine> All => _lines;

    /// <param name="content">The file; it is not copied and must not change.</param>
    /// <param name="read">Makes a line of its text. It may throw whatever <see cref="OtpJsonReader"/> throws.</param>
    /// <param name="what">What the lines should be, for the message.</param>
    /// <exception cref="InvalidDataException">A line cannot be read. The message names it and shows nothing of it.</exception>
    public static OtpLines Parse(ReadOnlyMemory<byte> content, Func<ReadOnlyMemory<byte>, OtpLine> read, string what)
    {
        List<OtpLine> lines = [];
        while (!content.IsEmpty)
        {
            int newline = content.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> text = newline < 0 ? content : content[..(newline + 1)];
            lines.Add(TryRead(text, read) ?? throw Broken(lines.Count + 1, what));
            content = content[text.Length..];
        }

        return new OtpLines([.. lines]);
    }

    public static InvalidDataException Broken(int number, string what) =>
        new($"Line {number} is not {what}: restore the file from a backup, or repair the line.");

    /// <summary>Writes a record as a line and reads that again, so that nothing is written that could not be read.</summary>
    /// <exception cref="ArgumentException">The record holds something that cannot be kept.</exception>
    public static OtpLine Write<TRecord>(TRecord record, Func<TRecord, byte[]> write, Func<ReadOnlyMemory<byte>, OtpLine> read)
        where TRecord : class
    {
        OtpLine? line = TryRead(write(record), read);
        return line is { } written
            ? written with { Record = record }
            : throw new ArgumentException("A value is missing, too long or out of range: this cannot be kept.", nameof(record));
    }

    /// <summary>
    /// These lines with others for some users: in the place of those they replace, new ones behind the user's last, or at the end.
    /// </summary>
    /// <returns>The same reference if nothing is different.</returns>
    public OtpLines With(IReadOnlyDictionary<string, IReadOnlyList<OtpLine>> wanted)
    {
        Dictionary<string, List<OtpLine>> added = wanted.ToDictionary(user => user.Key, user => user.Value.ToList(), StringComparer.Ordinal);
        Dictionary<string, int> lastPlaces = LastPlaces(added);
        List<OtpLine> lines = new(_lines.Length + added.Count);
        bool changed = false;
        for (int i = 0; i < _lines.Length; i++)
        {
            OtpLine line = _lines[i];
            if (line.User is null || !added.TryGetValue(line.User, out List<OtpLine>? own))
            {
                lines.Add(line);
                continue;
            }

            changed |= !TryReplace(line, own, out OtpLine? next) || next != line;
            if (next is { } kept)
            {
                lines.Add(kept);
            }

            if (lastPlaces[line.User] == i)
            {
                changed |= own.Count > 0;
                lines.AddRange(own);
                own.Clear();
            }
        }

        // In the order in which they were given: users who had no line.
        List<OtpLine> rest = [.. wanted.Keys.SelectMany(user => added[user])];
        return changed || rest.Count > 0 ? new OtpLines([.. lines, .. rest]) : this;
    }

    /// <summary>These lines, each of them changed or not.</summary>
    /// <param name="change">Gets the number of the line, from 1, and the line.</param>
    public OtpLines Select(Func<int, OtpLine, OtpLine> change) => new([.. _lines.Select((line, index) => change(index + 1, line))]);

    public byte[] ToArray()
    {
        using var content = new MemoryStream(_lines.Sum(line => line.Text.Length + 1));
        for (int i = 0; i < _lines.Length; i++)
        {
            ReadOnlySpan<byte> text = _lines[i].Text.Span;
            content.Write(text);
            if (i < _lines.Length - 1 && text[^1] != '\n')
            {
                // It was the last line of the file, and another follows now.
                content.WriteByte((byte)'\n');
            }
        }

        return content.ToArray();
    }

    private Dictionary<string, int> LastPlaces(Dictionary<string, List<OtpLine>> users)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].User is { } user && users.ContainsKey(user))
            {
                places[user] = i;
            }
        }

        return places;
    }

    /// <summary>Takes what is to stand in the place of a line from the wanted ones.</summary>
    private static bool TryReplace(OtpLine line, List<OtpLine> wanted, out OtpLine? next)
    {
        int index = wanted.FindIndex(one => one.Key == line.Key);
        next = null;
        if (index < 0)
        {
            return false;
        }

        next = Equals(wanted[index].Record, line.Record) ? line : wanted[index];
        wanted.RemoveAt(index);
        return true;
    }

    private static OtpLine? TryRead(ReadOnlyMemory<byte> text, Func<ReadOnlyMemory<byte>, OtpLine> read)
    {
        ReadOnlySpan<byte> trimmed = text.Span.Trim(" \t\r\n"u8);
        if (text.Span.TrimEnd((byte)'\n').Length > LongestLine)
        {
            return null;
        }

        if (trimmed.IsEmpty || trimmed[0] == '#')
        {
            return new OtpLine(text);
        }

        try
        {
            return read(text);
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            // Its message may quote the line.
            return null;
        }
    }
}
