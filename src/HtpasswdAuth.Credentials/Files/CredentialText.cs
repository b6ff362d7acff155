using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>The bytes of a credential file, read piece by piece: out of memory or out of the open file, which must not change meanwhile.</summary>
public abstract class CredentialText
{
    private const int PieceSize = 64 * 1024;

    private protected CredentialText(long length) => Length = length;

    /// <summary>Gets the text of a file that is not there.</summary>
    internal static CredentialText Empty { get; } = Of(default(ReadOnlyMemory<byte>));

    /// <summary>Gets the number of bytes.</summary>
    public long Length { get; }

    /// <summary>Gets what tells the file from other states of it, if it was known when its reading began; <see langword="null"/> for a text in memory.</summary>
    public CredentialFileStamp? Stamp { get; private init; }

    /// <summary>How many bytes are read at a time.</summary>
    internal int Piece { get; init; } = PieceSize;

    /// <summary>A text that is in memory.</summary>
    /// <param name="content">Not copied.</param>
    public static CredentialText Of(ReadOnlyMemory<byte> content) => new InMemory(content);

    /// <summary>The text of an open file. No more of it is in memory at a time than a piece, or the longest line.</summary>
    /// <param name="file">Open for reading; not closed.</param>
    /// <exception cref="IOException">It is larger than a file that can be served.</exception>
    public static CredentialText Of(SafeFileHandle file) => new InFile(file, PieceSize);

    /// <summary>The same, of a file whose stamp was taken before.</summary>
    internal static CredentialText Of(SafeFileHandle file, CredentialFileStamp stamp) => new InFile(file, PieceSize) { Stamp = stamp };

    /// <summary>For tests, in which lines are to be longer than a piece.</summary>
    internal static CredentialText Of(SafeFileHandle file, int piece) => new InFile(file, piece);

    /// <summary>All of it in one piece.</summary>
    /// <exception cref="IOException">It cannot be read, or there is not enough memory.</exception>
    internal virtual ReadOnlyMemory<byte> ToMemory() => CredentialFileContent.ReadAll(this);

    /// <summary>Copies what is at that position.</summary>
    /// <param name="destination">Filled from its beginning.</param>
    /// <param name="position">Where to begin in the text.</param>
    /// <returns>How many bytes; less than asked for at the end only.</returns>
    public abstract int Read(Span<byte> destination, long position);

    internal bool Contains(byte value)
    {
        byte[] buffer = new byte[Math.Min(Piece, Math.Max(1, Length))];
        for (long position = 0; position < Length;)
        {
            int read = Read(buffer, position);
            if (read == 0 || buffer.AsSpan(0, read).Contains(value))
            {
                return read > 0;
            }

            position += read;
        }

        return false;
    }

    /// <summary>Copies a part.</summary>
    internal void CopyTo(Stream output, long start, long end) => CopyTo(output, start, end, new byte[Math.Clamp(end - start, 1, Piece)]);

    /// <summary>Copies a part, a buffer of it at a time.</summary>
    internal void CopyTo(Stream output, long start, long end, byte[] buffer)
    {
        while (start < end)
        {
            int read = Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - start)), start);
            output.Write(buffer.AsSpan(0, read > 0 ? read : throw new EndOfStreamException("The file has become shorter while it was read.")));
            start += read;
        }
    }

    private sealed class InMemory(ReadOnlyMemory<byte> content) : CredentialText(content.Length)
    {
        internal override ReadOnlyMemory<byte> ToMemory() => content;

        public override int Read(Span<byte> destination, long position)
        {
            ReadOnlySpan<byte> rest = content.Span[(int)Math.Min(position, content.Length)..];
            rest = rest[..Math.Min(rest.Length, destination.Length)];
            rest.CopyTo(destination);
            return rest.Length;
        }
    }

    private sealed class InFile : CredentialText
    {
        private readonly SafeFileHandle _file;

        public InFile(SafeFileHandle file, int piece)
            : base(RandomAccess.GetLength(file))
        {
            CredentialFileTooLargeException.ThrowIfTooLarge(Length);
            _file = file;
            Piece = piece;
        }

        public override int Read(Span<byte> destination, long position)
        {
            int done = 0;
            for (int read = 1; read > 0 && done < destination.Length; done += read)
            {
                read = RandomAccess.Read(_file, destination[done..], position + done);
            }

            return done;
        }
    }
}
