namespace HtpasswdAuth;

/// <summary>Goes through the lines of a text. What it holds is one piece of it, or a line that is longer than that.</summary>
internal sealed class CredentialLineReader(CredentialText source)
{
    private byte[] _buffer = new byte[Math.Clamp(source.Length, 1, source.Piece)];
    private long _bufferStart;
    private int _filled;
    private int _next;
    private int _length;

    /// <summary>Where the line begins in the text.</summary>
    public long Start => _bufferStart + _next - _length;

    public long End => _bufferStart + _next;

    /// <summary>The line, its newline included.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_next - _length, _length);

    /// <summary>The line from its first visible byte up to a NUL, where C's strings end.</summary>
    public ReadOnlySpan<byte> Text
    {
        get
        {
            ReadOnlySpan<byte> line = Line;
            if (Start == 0 && line.StartsWith("\uFEFF"u8))
            {
                line = line["\uFEFF"u8.Length..];
            }

            while (!line.IsEmpty && CredentialLines.IsSpace(line[0]))
            {
                line = line[1..];
            }

            int nul = line.IndexOf((byte)0);
            return nul < 0 ? line : line[..nul];
        }
    }

    public bool TryRead()
    {
        int searched = 0;
        while (true)
        {
            int newline = _buffer.AsSpan(_next + searched, _filled - _next - searched).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                return Take(searched + newline + 1);
            }

            searched = _filled - _next;
            if (!TryFill())
            {
                return searched > 0 && Take(searched);
            }
        }
    }

    private bool Take(int length)
    {
        _length = length;
        _next += length;
        return true;
    }

    private bool TryFill()
    {
        int kept = _filled - _next;
        byte[] buffer = kept == _buffer.Length ? new byte[Math.Min(2L * kept, Array.MaxLength)] : _buffer;
        _buffer.AsSpan(_next, kept).CopyTo(buffer);
        _bufferStart += _next;
        _buffer = buffer;
        _next = 0;
        _length = 0;
        int read = _bufferStart + kept < source.Length ? source.Read(buffer.AsSpan(kept), _bufferStart + kept) : 0;
        _filled = kept + read;
        return read > 0;
    }
}
