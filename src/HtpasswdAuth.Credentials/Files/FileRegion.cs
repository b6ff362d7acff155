using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>A part of an open file, read piece by piece. Behind its end there are newlines, as many as are asked for.</summary>
internal sealed record FileRegion(SafeFileHandle File, long Start, long Length) : IFileContent
{
    private const int PieceSize = 64 * 1024;
    private readonly long _paddedLength = Length;

    public delegate void PieceAction(ReadOnlySpan<byte> piece);

    public static FileRegion Whole(SafeFileHandle file) => new(file, 0, RandomAccess.GetLength(file));

    /// <summary>The same, written with newlines up to that length.</summary>
    public FileRegion PaddedTo(long length) => new(this, length);

    private FileRegion(FileRegion region, long paddedLength)
        : this(region.File, region.Start, region.Length) => _paddedLength = paddedLength;

    /// <summary>Fills the piece with what is at that position.</summary>
    /// <exception cref="EndOfStreamException">The file has become shorter.</exception>
    public void Read(Span<byte> piece, long position)
    {
        int inside = (int)Math.Clamp(Length - position, 0, piece.Length);
        piece[inside..].Fill((byte)'\n');
        for (int done = 0; done < inside;)
        {
            int read = RandomAccess.Read(File, piece[done..inside], Start + position + done);
            done += read > 0 ? read : throw new EndOfStreamException("The file has become shorter while it was read.");
        }
    }

    public void WriteTo(Stream output) => ForEach(output.Write);

    public void ForEach(PieceAction action)
    {
        byte[] buffer = new byte[Math.Min(PieceSize, _paddedLength)];
        for (long position = 0; position < _paddedLength; position += buffer.Length)
        {
            Span<byte> piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, _paddedLength - position));
            Read(piece, position);
            action(piece);
        }
    }

    /// <summary>Whether something holds for each byte and those at its place in two other regions.</summary>
    public bool All(FileRegion first, FileRegion second, Func<byte, byte, byte, bool> holds)
    {
        byte[] buffer = new byte[3 * PieceSize];
        for (long position = 0; position < Length; position += PieceSize)
        {
            int length = (int)Math.Min(PieceSize, Length - position);
            Span<byte> own = buffer.AsSpan(0, length);
            Span<byte> one = buffer.AsSpan(PieceSize, length);
            Span<byte> two = buffer.AsSpan(2 * PieceSize, length);
            Read(own, position);
            first.Read(one, position);
            second.Read(two, position);
            for (int i = 0; i < length; i++)
            {
                if (!holds(own[i], one[i], two[i]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
