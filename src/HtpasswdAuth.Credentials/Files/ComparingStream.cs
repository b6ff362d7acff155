namespace HtpasswdAuth;

/// <summary>Compares what is written to it with a text, in pieces.</summary>
internal sealed class ComparingStream(CredentialText text) : Stream
{
    private readonly byte[] _piece = new byte[text.Piece];
    private bool _isSame = true;
    private long _position;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Whether what was written is all of the text.</summary>
    public bool IsWhole => _isSame && _position == text.Length;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (_isSame && !buffer.IsEmpty)
        {
            Span<byte> piece = _piece.AsSpan(0, Math.Min(_piece.Length, buffer.Length));
            _isSame = text.Read(piece, _position) == piece.Length && piece.SequenceEqual(buffer[..piece.Length]);
            _position += piece.Length;
            buffer = buffer[piece.Length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Each piece is compared at once.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
