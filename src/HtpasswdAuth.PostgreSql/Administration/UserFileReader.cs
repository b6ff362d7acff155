namespace HtpasswdAuth.PostgreSql;

/// <summary>Reads a user file line by line, however long it is.</summary>
internal sealed class UserFileReader(Stream file)
{
    /// <summary>What is longer is no password file.</summary>
    private const int LongestLine = 1024 * 1024;

    private byte[] _buffer = new byte[256 * 1024];
    private int _position;
    private int _end;
    private bool _isFirst = true;
    private bool _isAtEnd;

    /// <summary>Gets the number of lines read.</summary>
    public long Lines { get; private set; }

    /// <summary>Gets the number of bytes read.</summary>
    public long Bytes { get; private set; }

    /// <summary>The next line, until the next one is read; <see langword="null"/> at the end.</summary>
    /// <exception cref="InvalidDataException">A line is longer than any of a password file.</exception>
    public async ValueTask<UserFileLine?> ReadAsync(CancellationToken cancellationToken)
    {
        int length = 0;
        do
        {
            int more = await EndOfLineAsync(length, cancellationToken).ConfigureAwait(false);
            if (more == 0)
            {
                break;
            }

            length += more;
        }
        while (UserFileLine.GoesOn(_buffer.AsSpan(_position, length)));

        if (length == 0)
        {
            return null;
        }

        UserFileLine line = UserFileLine.Parse(_buffer.AsMemory(_position, length), _isFirst);
        _isFirst = false;
        _position += length;
        Bytes += length;
        Lines++;
        return line;
    }

    /// <summary>How many bytes the line has that begins so far behind the position; 0 at the end of the file.</summary>
    private async ValueTask<int> EndOfLineAsync(int offset, CancellationToken cancellationToken)
    {
        int searched = 0;
        while (true)
        {
            int newline = _buffer.AsSpan((_position + offset + searched).._end).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                return searched + newline + 1;
            }

            searched = _end - _position - offset;
            if (_isAtEnd)
            {
                return searched;
            }

            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_position.._end).CopyTo(_buffer);
        _end -= _position;
        _position = 0;
        if (_end > LongestLine)
        {
            throw new InvalidDataException($"Line {Lines + 1} is longer than 1 MiB: this is no password file.");
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await file.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += read;
        _isAtEnd = read == 0;
    }
}
