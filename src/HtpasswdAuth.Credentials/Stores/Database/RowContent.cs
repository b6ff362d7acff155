using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>Rows as the bytes of a file, gathered in pieces so that they need not be moved while they grow.</summary>
/// <param name="write">Writes a row into what it is given, and returns the length; of a row that does not fit, 0.</param>
/// <param name="most">How many bytes there may be.</param>
internal sealed class RowContent(RowWriter write, int most) : IRowSink
{
    private const int PieceLength = 1024 * 1024;

    private readonly List<(byte[] Bytes, int Length)> _pieces = [];
    private byte[] _piece = [];
    private int _length;
    private long _ended;

    /// <summary>As many bytes as an array can hold.</summary>
    /// <param name="write">Writes a row.</param>
    public RowContent(RowWriter write)
        : this(write, Array.MaxLength)
    {
    }

    /// <summary>Gets the number of rows.</summary>
    public long Rows { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Rows++;
        int written = write(name, value, _piece.AsSpan(_length));
        if (written == 0)
        {
            EndPiece(name.Length + value.Length);
            written = write(name, value, _piece);
        }

        _length += written;
    }

    /// <exception cref="DatabaseException">They are more than may be.</exception>
    public byte[] ToArray()
    {
        EndPiece(0);
        byte[] all = GC.AllocateUninitializedArray<byte>((int)_ended);
        int position = 0;
        foreach ((byte[] bytes, int length) in _pieces)
        {
            bytes.AsSpan(0, length).CopyTo(all.AsSpan(position));
            position += length;
        }

        _pieces.Clear();
        return all;
    }

    private void EndPiece(int next)
    {
        _pieces.Add((_piece, _length));
        _ended += _length;
        if (_ended > most)
        {
            throw DatabaseException.TooLarge();
        }

        _piece = GC.AllocateUninitializedArray<byte>(Math.Max(PieceLength, checked(next + RowWriterMargin.Bytes)));
        _length = 0;
    }
}
