using System.Buffers.Binary;

namespace HtpasswdAuth.PostgreSql;

/// <summary>
/// Reads the rows of a binary COPY without allocating for each. The format: PostgreSQL 15, chapter "COPY", section "Binary Format". Of
/// its parts a header and rows are there: a number of fields, and of each a length, -1 for nothing, and its bytes.
/// </summary>
internal sealed class CopyReader(Stream stream, DatabaseSession session)
{
    private const int SignatureLength = 11;
    private const int FirstBuffer = 256 * 1024;
    private const short EndOfRows = -1;

    // Far more than any table of ours has.
    private readonly (int Start, int Length)[] _fields = new (int, int)[8];
    private byte[] _buffer = new byte[FirstBuffer];
    private int _position;
    private int _end;
    private bool _hasBegun;

    /// <summary>Moves to the next row.</summary>
    /// <exception cref="IOException">The rows end before their end.</exception>
    public async ValueTask<bool> ReadAsync()
    {
        if (!_hasBegun)
        {
            await SkipHeaderAsync().ConfigureAwait(false);
            _hasBegun = true;
        }

        while (true)
        {
            if (_end - _position >= sizeof(short))
            {
                if (BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(_position)) == EndOfRows)
                {
                    return false;
                }

                if (TryParse())
                {
                    return true;
                }
            }

            await FillAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The bytes of a field of the row, until the next is read.</summary>
    public ReadOnlySpan<byte> Field(int field) => _buffer.AsSpan(_fields[field].Start, _fields[field].Length);

    private async Task SkipHeaderAsync()
    {
        const int FixedLength = SignatureLength + sizeof(int) + sizeof(int);
        while (_end < FixedLength)
        {
            await FillAsync().ConfigureAwait(false);
        }

        int extension = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(FixedLength - sizeof(int)));
        while (_end < FixedLength + extension)
        {
            await FillAsync().ConfigureAwait(false);
        }

        _position = FixedLength + extension;
    }

    private bool TryParse()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(0, _end);
        int at = _position + sizeof(short);
        int fields = BinaryPrimitives.ReadInt16BigEndian(rest[_position..]);
        for (int i = 0; i < fields; i++)
        {
            if (at + sizeof(int) > _end)
            {
                return false;
            }

            int length = BinaryPrimitives.ReadInt32BigEndian(rest[at..]);
            at += sizeof(int);
            _fields[i] = (at, length);
            at += Math.Max(length, 0);
        }

        if (at > _end)
        {
            return false;
        }

        _position = at;
        return true;
    }

    private async Task FillAsync()
    {
        if (_position > 0)
        {
            _buffer.AsSpan(_position.._end).CopyTo(_buffer);
            _end -= _position;
            _position = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        }

        session.GoOn();
        int read = await stream.ReadAsync(_buffer.AsMemory(_end), session.Token).ConfigureAwait(false);
        _end += read > 0 ? read : throw new EndOfStreamException();
    }
}
