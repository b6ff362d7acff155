namespace HtpasswdAuth.Tool;

/// <summary>
/// The lines of a file as Apache's <c>htpasswd</c> takes them: 255 bytes at most at a time, names after leading white space, and no
/// further than the first that holds no colon.
/// </summary>
internal static class HtpasswdRecords
{
    private const int ChunkLength = 255;
    private const int BufferLength = 64 * 1024;

    /// <summary>Finds what follows the colon in the records of the user, up to the first line that is no record.</summary>
    /// <param name="file">Read piece by piece.</param>
    /// <param name="user">The name.</param>
    /// <param name="isValid">Whether every line was a record, a comment or blank.</param>
    public static List<string> Find(CredentialText file, string user, out bool isValid)
    {
        List<string> found = [];
        byte[] key = ByteText.ToBytes(user + ":");
        byte[] buffer = new byte[BufferLength];
        ReadOnlySpan<byte> content = default;
        long position = 0;
        while (true)
        {
            if (content.Length < ChunkLength && position + content.Length < file.Length)
            {
                // What is left is read once more, at the beginning of the buffer.
                content = buffer.AsSpan(0, file.Read(buffer, position));
            }

            if (content.IsEmpty)
            {
                isValid = true;
                return found;
            }

            if (position == 0 && content.StartsWith("\uFEFF"u8))
            {
                content = content[3..];
                position = 3;
                continue;
            }

            ReadOnlySpan<byte> chunk = NextChunk(content);
            content = content[chunk.Length..];
            position += chunk.Length;
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
    }

    private static ReadOnlySpan<byte> NextChunk(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> chunk = content[..Math.Min(content.Length, ChunkLength)];
        int newline = chunk.IndexOf((byte)'\n');
        return newline < 0 ? chunk : chunk[..(newline + 1)];
    }
}
