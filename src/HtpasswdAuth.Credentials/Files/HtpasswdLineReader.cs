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
        int end = FindEnd(rest, out int colon, out int secondColon);
        return Cut(rest[..end], start, 0, colon, secondColon);
    }

    /// <summary>Moves to the next line that is neither blank nor a comment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(out HtpasswdLine line)
    {
        while (Position < _content.Length)
        {
            int start = Position;
            ReadOnlySpan<byte> rest = _content[start..];
            int end = FindEnd(rest, out int colon, out int secondColon);
            Position = start + end + (end < rest.Length ? 1 : 0);
            LineNumber++;
            if (end > MaxLineLength)
            {
                line = new(HtpasswdLineKind.TooLong, start, 0, start, 0);
                return true;
            }

            int indent = 0;
            while (indent < end && IsSpace(rest[indent]))
            {
                indent++;
            }

            if (indent < end && rest[indent] != '#')
            {
                line = Cut(rest[..end], start, indent, colon, secondColon);
                return true;
            }
        }

        line = default;
        return false;
    }

    /// <summary>Finds the end of the line and, on the way, its first two colons; -1 for those it does not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindEnd(ReadOnlySpan<byte> rest, out int colon, out int secondColon)
    {
        (colon, secondColon) = (-1, -1);
        int stop = NextStop(rest, 0);
        if (stop == rest.Length || rest[stop] == '\n')
        {
            return stop;
        }

        colon = stop;
        stop = NextStop(rest, stop + 1);
        if (stop == rest.Length || rest[stop] == '\n')
        {
            return stop;
        }

        secondColon = stop;
        int newline = rest[stop..].IndexOf((byte)'\n');
        return newline < 0 ? rest.Length : stop + newline;
    }

    /// <summary>The next colon or newline, or the end of the content.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NextStop(ReadOnlySpan<byte> rest, int from)
    {
        int stop = rest[from..].IndexOfAny((byte)':', (byte)'\n');
        return stop < 0 ? rest.Length : from + stop;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static HtpasswdLine Cut(ReadOnlySpan<byte> text, int start, int indent, int colon, int secondColon)
    {
        int end = text.Length;
        while (end > indent && IsSpace(text[end - 1]))
        {
            end--;
        }

        if (colon < 0)
        {
            return new(HtpasswdLineKind.NameOnly, start + indent, end - indent, start + end, 0);
        }

        // httpd's ap_getword skips repeated colons, so that it takes the second word of "user::hash" for the hash. Here the
        // field is empty, as it is for htpasswd and nginx, and nobody signs in.
        int hash = colon + 1;
        return new(HtpasswdLineKind.Record, start + indent, colon - indent, start + hash, (secondColon < 0 ? end : secondColon) - hash);
    }

    /// <summary>C's <c>isspace</c>.</summary>
    private static bool IsSpace(byte value) => value == ' ' || (uint)(value - '\t') <= '\r' - '\t';
}
