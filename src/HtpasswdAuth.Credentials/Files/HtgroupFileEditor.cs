using System.Text;

namespace HtpasswdAuth;

/// <summary>
/// Changes memberships in the bytes of a group file, the one <c>AuthGroupFile</c> names: <c>group: user user</c>. It reads as httpd
/// does: lines of one group add up, names stand between white space and may be quoted, a backslash at its end continues a line.
/// Comments, order and lines that need no change stay as they are, byte for byte.
/// </summary>
public sealed class HtgroupFileEditor
{
    private List<HtgroupLine> _lines;

    /// <param name="content">The file. It is not copied and must not change while the editor is in use.</param>
    public HtgroupFileEditor(ReadOnlyMemory<byte> content) => _lines = [.. HtgroupLine.ReadAll(content)];

    /// <summary>The groups, each once, in the order of their first lines.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Groups =>
        Distinct(_lines.Where(line => line.Group is not null).Select(line => line.Group.GetValueOrDefault()));

    /// <summary>The members of the group, each once, in the order of the file; none if there is no such group.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Members(ReadOnlySpan<byte> group) =>
        Distinct(LinesOf(group).SelectMany(line => line.Members).Select(member => member.Name));

    /// <summary>
    /// Adds the user to the last line of the group, or a line at the end if there is no such group, or if that line would become
    /// longer than httpd reads.
    /// </summary>
    /// <returns>Whether the user was not a member yet.</returns>
    /// <exception cref="ArgumentException">
    /// A name is empty or holds a line end or a NUL, or the group's holds a colon, begins with <c>#</c> or has white space around it.
    /// </exception>
    public bool Add(ReadOnlySpan<byte> group, ReadOnlySpan<byte> userName)
    {
        CredentialField.ThrowIfNotFoundAgain(group, nameof(group));
        byte[] member = Quote(userName);
        List<HtgroupLine> lines = LinesOf(group);
        byte[] name = userName.ToArray();
        if (lines.Any(line => line.Members.Any(existing => existing.Name.Span.SequenceEqual(name))))
        {
            return false;
        }

        HtgroupLine? last = lines.LastOrDefault();
        if (last is null || last.Text.Length + 1 + member.Length > HtpasswdLineReader.MaxLineLength)
        {
            byte[] added = [.. group, (byte)':', (byte)' ', .. member, (byte)'\n'];
            _lines = [.. HtgroupLine.ReadAll(CredentialLines.Append(CredentialText.Of(ToArray()), added).ToArray())];
            return true;
        }

        // A line without a colon is the name of a group without members.
        ReadOnlySpan<byte> separator = last.Text.Span.Contains((byte)':') ? " "u8 : ": "u8;
        Rewrite(last, [.. last.Text.Span, .. separator, .. member]);
        return true;
    }

    /// <summary>Removes the user from all lines of the group. The group stays, even without members.</summary>
    /// <returns>Whether the user was a member.</returns>
    public bool Remove(ReadOnlySpan<byte> group, ReadOnlySpan<byte> userName)
    {
        bool removed = false;
        foreach (HtgroupLine line in LinesOf(group))
        {
            List<byte> text = [.. line.Text.Span];
            for (int i = line.Members.Count - 1; i >= 0; i--)
            {
                if (line.Members[i].Name.Span.SequenceEqual(userName))
                {
                    // With the white space that follows, so that the others keep theirs.
                    int end = i + 1 < line.Members.Count ? line.Members[i + 1].Start : text.Count;
                    text.RemoveRange(line.Members[i].Start, end - line.Members[i].Start);
                }
            }

            if (text.Count < line.Text.Length)
            {
                Rewrite(line, [.. text]);
                removed = true;
            }
        }

        return removed;
    }

    /// <summary>Removes every line of the group.</summary>
    /// <returns>Whether there was one.</returns>
    public bool RemoveGroup(ReadOnlySpan<byte> group)
    {
        List<HtgroupLine> gone = LinesOf(group);
        return _lines.RemoveAll(gone.Contains) > 0;
    }

    /// <summary>A copy of the file as it is now.</summary>
    public byte[] ToArray()
    {
        var result = new MemoryStream();
        foreach (HtgroupLine line in _lines)
        {
            result.Write(line.Raw.Span);
        }

        return result.ToArray();
    }

    private List<HtgroupLine> LinesOf(ReadOnlySpan<byte> group)
    {
        List<HtgroupLine> result = [];
        foreach (HtgroupLine line in _lines)
        {
            if (line.IsOf(group))
            {
                result.Add(line);
            }
        }

        return result;
    }

    private static List<ReadOnlyMemory<byte>> Distinct(IEnumerable<ReadOnlyMemory<byte>> names)
    {
        List<ReadOnlyMemory<byte>> result = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (ReadOnlyMemory<byte> name in names)
        {
            // Latin-1 gives every byte a character of its own: different bytes stay different strings.
            if (seen.Add(Encoding.Latin1.GetString(name.Span)))
            {
                result.Add(name);
            }
        }

        return result;
    }

    /// <summary>The name as httpd reads it back: in double quotes where it would otherwise be taken apart.</summary>
    private static byte[] Quote(ReadOnlySpan<byte> userName)
    {
        if (userName.IsEmpty || userName.IndexOfAny("\r\n\0"u8) >= 0)
        {
            throw new ArgumentException("The name is empty or holds a line end or a NUL.", nameof(userName));
        }

        if (userName[0] is not ((byte)'"' or (byte)'\'') && userName.IndexOfAny(" \t\v\f\\"u8) < 0)
        {
            return userName.ToArray();
        }

        List<byte> quoted = [(byte)'"'];
        foreach (byte value in userName)
        {
            if (value is (byte)'"' or (byte)'\\')
            {
                quoted.Add((byte)'\\');
            }

            quoted.Add(value);
        }

        quoted.Add((byte)'"');
        return [.. quoted];
    }

    private void Rewrite(HtgroupLine line, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> raw = line.Raw.Span;
        ReadOnlySpan<byte> end = raw.EndsWith("\r\n"u8) ? "\r\n"u8 : raw.EndsWith("\n"u8) ? "\n"u8 : default;
        byte[] changed = [.. text.TrimEnd(" \t"u8), .. end];
        _lines[_lines.IndexOf(line)] = HtgroupLine.ReadAll(changed).Single();
    }
}
