namespace HtpasswdAuth;

/// <summary>A line of a group file as httpd reads it, <c>group: user user "user with space"</c>, and the bytes it came from.</summary>
internal sealed class HtgroupLine
{
    private HtgroupLine(int number, ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte> text)
    {
        Number = number;
        Raw = raw;
        Text = text;
        Parse();
    }

    /// <summary>The line of the file at which it begins, from 1.</summary>
    public int Number { get; }

    /// <summary>As it stands in the file, with the newline; several lines, if all but the last end in a backslash.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The lines joined, without the newline and without white space at the end.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary><see langword="null"/> for a comment or a blank line.</summary>
    public ReadOnlyMemory<byte>? Group { get; private set; }

    public List<HtgroupMember> Members { get; } = [];

    public bool IsOf(ReadOnlySpan<byte> group) => Group is { } own && own.Span.SequenceEqual(group);

    /// <summary>Reads all lines; put one behind the other their <see cref="Raw"/> bytes are the file.</summary>
    public static IEnumerable<HtgroupLine> ReadAll(ReadOnlyMemory<byte> content)
    {
        if (content.IsEmpty)
        {
            yield break;
        }

        LineContinuations joined = LineContinuations.Join(content.Span);
        ReadOnlyMemory<byte> rest = joined.Content;
        int start = 0;
        for (int line = 1; line <= joined.LineCount; line++)
        {
            int newline = rest.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> text = newline < 0 ? rest : rest[..newline];
            rest = newline < 0 ? default : rest[(newline + 1)..];
            int end = line == joined.LineCount
                ? content.Length
                : Skip(content.Span, start, joined.ToFileLine(line + 1) - joined.ToFileLine(line));
            yield return new HtgroupLine(joined.ToFileLine(line), content[start..end], text.TrimEnd(" \t\n\v\f\r"u8));
            start = end;
        }
    }

    private static int Skip(ReadOnlySpan<byte> content, int start, int lines)
    {
        for (; lines > 0; lines--)
        {
            start += content[start..].IndexOf((byte)'\n') + 1;
        }

        return start;
    }

    private void Parse()
    {
        ReadOnlySpan<byte> text = Text.Span;
        int position = SkipSpace(text, 0);
        if (position == text.Length || text[position] == '#')
        {
            return;
        }

        int colon = text[position..].IndexOf((byte)':');
        int end = colon < 0 ? text.Length : position + colon;
        Group = Text[position..end];
        while (end < text.Length && text[end] == ':')
        {
            end++;
        }

        for (position = SkipSpace(text, end); position < text.Length; position = SkipSpace(text, position))
        {
            HtgroupMember member = ReadMember(text, position);
            Members.Add(member);
            position = member.End;
        }
    }

    private static int SkipSpace(ReadOnlySpan<byte> text, int position)
    {
        while (position < text.Length && CredentialLines.IsSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>httpd's <c>ap_getword_conf</c>: quotes of either kind, <c>\\</c>, and within quotes the escaped quote.</summary>
    private static HtgroupMember ReadMember(ReadOnlySpan<byte> text, int start)
    {
        byte quote = text[start] is (byte)'"' or (byte)'\'' ? text[start] : (byte)0;
        int position = quote == 0 ? start : start + 1;
        List<byte> name = [];
        while (position < text.Length && (quote == 0 ? !CredentialLines.IsSpace(text[position]) : text[position] != quote))
        {
            bool escaped = text[position] == '\\' && position + 1 < text.Length
                && (text[position + 1] == '\\' || (quote != 0 && text[position + 1] == quote));
            position += escaped ? 1 : 0;
            name.Add(text[position++]);
        }

        position += quote != 0 && position < text.Length ? 1 : 0;
        return new(name.ToArray(), start, position);
    }
}
