using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>
/// Cuts content into lines as httpd's <c>ap_cfg_getline</c> and <c>mod_authn_file</c> do, once
/// <see cref="LineContinuations"/> has done away with continuations and NULs.
/// </summary>
internal ref struct HtpasswdLineReader(ReadOnlySpan<byte> content, int position)
{
    /// <summary>What fits httpd's buffer of 8,192 bytes with the newline and the terminating NUL.</summary>
    public const int MaxLineLength = 8_190;

    private readonly ReadOnlySpan<byte> _content = content;

    /// <summary>The first byte not read yet.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The number of lines read so far, those that were passed over included.</summary>
    public int LineNumber { get; private set; }

    /// <summary>Parses a line whose first byte, known to begin a name, is at <paramref name="start"/>.</summary>
    public static HtpasswdLine ReadAt(ReadOnlySpan<byte> content, int start)
    {
        ReadOnlySpan<byte> rest = content[start..];
        int end = rest.IndexOf((byte)'\n');
        return Parse(end < 0 ? rest : rest[..end], start);
    }

    /// <summary>Moves to the next line that is neither blank nor a comment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(out HtpasswdLine line)
    {
        while (Position < _content.Length)
        {
            int start = Position;
            ReadOnlySpan<byte> rest = _content[start..];
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = end < 0 ? rest : rest[..end];
            Position = start + text.Length + (end < 0 ? 0 : 1);
            LineNumber++;
            if (text.Length > MaxLineLength)
            {
                line = new(HtpasswdLineKind.TooLong, start, 0, start, 0);
                return true;
            }

            int indent = 0;
            while (indent < text.Length && IsSpace(text[indent]))
            {
                indent++;
            }

            if (indent < text.Length && text[indent] != '#')
            {
                line = Parse(text[indent..], start + indent);
                return true;
            }
        }

        line = default;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static HtpasswdLine Parse(ReadOnlySpan<byte> text, int start)
    {
        int end = text.Length;
        while (end > 0 && IsSpace(text[end - 1]))
        {
            end--;
        }

        // A search for one value and then another is twice as fast here as IndexOfAny for colon and newline at once.
        text = text[..end];
        int colon = text.IndexOf((byte)':');
        if (colon < 0)
        {
            return new(HtpasswdLineKind.NameOnly, start, end, start + end, 0);
        }

        // httpd's ap_getword skips repeated colons, so that it takes the second of "user::hash" for the hash. Here the
        // field is empty, as it is for htpasswd and nginx, and nobody signs in.
        ReadOnlySpan<byte> fields = text[(colon + 1)..];
        int hashEnd = fields.IndexOf((byte)':');
        return new(HtpasswdLineKind.Record, start, colon, start + colon + 1, hashEnd < 0 ? fields.Length : hashEnd);
    }

    /// <summary>C's <c>isspace</c>.</summary>
    private static bool IsSpace(byte value) => value == ' ' || (uint)(value - '\t') <= '\r' - '\t';
}
