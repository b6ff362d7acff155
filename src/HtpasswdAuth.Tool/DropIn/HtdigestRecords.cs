namespace HtpasswdAuth.Tool;

/// <summary>The lines of a file as Apache's <c>htdigest</c> takes them.</summary>
internal static class HtdigestRecords
{
    private const int MaxFieldLength = 255;
    private const int ChunkLength = 766;

    /// <summary>Whether there is a record of the user in that realm.</summary>
    /// <exception cref="DropInException">A line before it has too long a field.</exception>
    public static bool Find(ReadOnlySpan<byte> content, string realm, string user)
    {
        if (content.StartsWith("\uFEFF"u8))
        {
            content = content[3..];
        }

        while (!content.IsEmpty)
        {
            int newline = content.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = newline < 0 ? content : content[..(newline + 1)];
            content = content[line.Length..];
            string text = ByteText.FromBytes(ByteText.UpToNul(line));
            if (text.Length > 0 && text[0] != '#' && IsRecord(text, realm, user))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRecord(string line, string realm, string user)
    {
        string[] fields = line.TrimStart(' ', '\t', '\v', '\f', '\r').Split(':', 3);
        string second = fields.Length > 1 ? fields[1] : "";
        if (fields[0].Length > MaxFieldLength || second.Length > MaxFieldLength)
        {
            string shown = line[..Math.Min(line.Length, ChunkLength)];
            throw new DropInException(
                ExitCodes.FileAccess, $"The following line contains a string longer than the allowed maximum size ({MaxFieldLength}): {shown}\n");
        }

        return fields.Length == 3 && fields[0] == user && second == realm;
    }
}
