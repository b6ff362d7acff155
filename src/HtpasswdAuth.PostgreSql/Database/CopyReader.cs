using System.Buffers.Binary;
using System.Runtime.CompilerServices;

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

    /// <summary>Reads that need not wait are many; the time begins anew with some of them only.</summary>
    private const int ReadsPerLimit = 4_096;

    /// <summary>With less room than that, what is there is taken first.</summary>
    private const int LeastRoom = 32 * 1024;

    // Far more than any table of ours has.
    private readonly (int Start, int Length)[] _fields = new (int, int)[8];
    private byte[] _buffer = new byte[FirstBuffer];
    private int _position;
    private int _end;
    private int _reads;
    private bool _hasBegun;
    private bool _isAtEnd;

    /// <summary>Moves to the next row.</summary>
    /// <exception cref="IOException">The rows end before their end.</exception>
    public async ValueTask<bool> ReadAsync()
    {
        await BeginAsync().ConfigureAwait(false);
        while (!TryParse())
        {
            if (_isAtEnd)
            {
                return false;
            }

            await FillAsync().ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Hands over the first two fields of all rows that are left.</summary>
    /// <exception cref="IOException">The rows end before their end.</exception>
    public async Task CopyToAsync(IRowSink sink)
    {
        await BeginAsync().ConfigureAwait(false);
        HandOver(sink);
        while (!_isAtEnd)
        {
            await FillAsync().ConfigureAwait(false);
            HandOver(sink);
        }
    }

    /// <summary>The bytes of a field of the row, until the next is read.</summary>
    public ReadOnlySpan<byte> Field(int field) => _buffer.AsSpan(_fields[field].Start, _fields[field].Length);

    /// <remarks>Optimised at once: a node that starts would have read most of its users before the runtime found out that it is worth it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void HandOver(IRowSink sink)
    {
        while (TryParse())
        {
            sink.Add(Field(0), Field(1));
        }
    }

    private async ValueTask BeginAsync()
    {
        if (_hasBegun)
        {
            return;
        }

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
        _hasBegun = true;
    }

    /// <summary>Moves to the next row, if all of it is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryParse()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(0, _end);
        int at = _position + sizeof(short);
        if (at > _end)
        {
            return false;
        }

        int fields = BinaryPrimitives.ReadInt16BigEndian(rest[_position..]);
        if (fields == EndOfRows)
        {
            _isAtEnd = true;
            return false;
        }

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

    /// <summary>Waits for more, and takes what there is without waiting for the rest. A read brings one row at most.</summary>
    private async ValueTask FillAsync()
    {
        MakeRoom();
        int before = _end;
        bool waited;
        do
        {
            if (_reads++ % ReadsPerLimit == 0)
            {
                session.GoOn();
            }

            ValueTask<int> reading = stream.ReadAsync(_buffer.AsMemory(_end), session.Token);
            waited = !reading.IsCompleted;
            if (waited)
            {
                session.GoOn();
            }

            int read = await reading.ConfigureAwait(false);
            if (read == 0)
            {
                waited = _end > before ? true : throw new EndOfStreamException();
            }

            _end += read;
        }
        while (!waited && _buffer.Length - _end >= LeastRoom);
    }

    private void MakeRoom()
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
    }
}
