namespace HtpasswdAuth;

/// <summary>
/// Joins lines that end in a backslash with the next one, and cuts lines at a NUL, as httpd's <c>ap_cfg_getline</c> does.
/// Security hangs on it: a comment ending in a backslash swallows the next line, whose user httpd then does not know.
/// </summary>
internal sealed class LineContinuations
{
    private readonly byte[] _joined;
    private readonly List<int> _lineNumbers = [];
    private int _length;
    private int _lineStart;

    // A line never grows, and its newline is written only where there is one.
    private LineContinuations(int capacity) => _joined = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>The joined lines.</summary>
    public ReadOnlyMemory<byte> Content => _joined.AsMemory(0, _length);

    /// <summary>Whether there is anything to join or to cut.</summary>
    public static bool AreIn(ReadOnlySpan<byte> content) =>
        content.Contains((byte)0) || content.IndexOf("\\\n"u8) >= 0 || content.IndexOf("\\\r\n"u8) >= 0;

    public static LineContinuations Join(ReadOnlySpan<byte> content)
    {
        var result = new LineContinuations(content.Length);
        result.AppendAll(content);
        return result;
    }

    /// <summary>The line of the file at which a joined line begins; both count from 1.</summary>
    public int ToFileLine(int joinedLine) => _lineNumbers[joinedLine - 1];

    private void AppendAll(ReadOnlySpan<byte> content)
    {
        int position = 0;
        int number = 0;
        bool continued = false;
        while (position < content.Length)
        {
            number++;
            if (!continued)
            {
                _lineStart = _length;
                _lineNumbers.Add(number);
            }

            int end = content[position..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = end < 0 ? content[position..] : content.Slice(position, end);
            position += text.Length + 1;
            continued = Append(text, endsInNewline: end >= 0);
            if (end >= 0 && !continued)
            {
                _joined[_length++] = (byte)'\n';
            }
        }
    }

    /// <summary>Adds a line of the file to the joined one and tells whether the next line belongs to it as well.</summary>
    private bool Append(ReadOnlySpan<byte> text, bool endsInNewline)
    {
        // A line that is too long stays so, whatever is taken away from others: the reader passes over all of it.
        bool tooLong = _length - _lineStart + text.Length > HtpasswdLineReader.MaxLineLength;
        int nul = text.IndexOf((byte)0);
        bool cut = nul >= 0 && !tooLong;
        ReadOnlySpan<byte> kept = cut ? text[..nul] : text;
        kept.CopyTo(_joined.AsSpan(_length));
        _length += kept.Length;
        if (!endsInNewline || cut)
        {
            return false;
        }

        // As in httpd the backslash may be the end of an earlier line, if this one is empty.
        int end = _length;
        if (end > _lineStart && _joined[end - 1] == '\r')
        {
            end--;
        }

        if (end == _lineStart || _joined[end - 1] != '\\')
        {
            return false;
        }

        _length = tooLong ? _length : end - 1;
        return true;
    }
}
