namespace HtpasswdAuth.Tool;

/// <summary>
/// The lines of a file as Apache's <c>htpasswd</c> takes them: 255 bytes at most at a time, names after leading white space, and no
/// further than the first that holds no colon.
/// </summary>
internal static class HtpasswdRecords
{
    private const int ChunkLength = 255;

    /// <summary>Finds what follows the colon in the records of the user, up to the first line that is no record.</summary>
    /// <param name="content">The file.</param>
    /// <param name="user">The name.</param>
    /// <param name="isValid">Whether every line was a record, a comment or blank.</param>
    public static List<string> Find(ReadOnlySpan<byte> content, string user, out bool isValid)
    {
        List<string> found = [];
        byte[] key = ByteText.ToBytes(user + ":");
        if (content.StartsWith("\uFEFF"u8))
        {
            content = content[3..];
        }

        while (!content.IsEmpty)
        {
            ReadOnlySpan<byte> chunk = NextChunk(content);
            content = content[chunk.Length..];
            ReadOnlySpan<byte> text = ByteText.UpToNul(chunk).TrimStart(" \t\n\v\f\r"u8);
            if (text.IsEmpty || text[0] == '#')
            {
                continue;
            }

            if (!text.Contains((byte)':'))
            {
                isValid = false;
                return found;
            }

            if (text.StartsWith(key))
            {
                found.Add(ByteText.FromBytes(text[key.Length..]));
            }
        }

        isValid = true;
        return found;
    }

    private static ReadOnlySpan<byte> NextChunk(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> chunk = content[..Math.Min(content.Length, ChunkLength)];
        int newline = chunk.IndexOf((byte)'\n');
        return newline < 0 ? chunk : chunk[..(newline + 1)];
    }
}
