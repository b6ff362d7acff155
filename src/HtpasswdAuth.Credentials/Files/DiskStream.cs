using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>Appends to a file from a position on, by <see cref="Disk"/>.</summary>
internal sealed class DiskStream(SafeFileHandle file, long start) : Stream
{
    private const int BufferSize = 64 * 1024;
    private long _position = start;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>Writes a content in large pieces.</summary>
    /// <returns>Where it ends.</returns>
    public static long Write<TContent>(SafeFileHandle file, long start, TContent content)
        where TContent : IFileContent, allows ref struct
    {
        using DiskStream stream = new(file, start);
        using BufferedStream buffer = new(stream, BufferSize);
        content.WriteTo(buffer);
        buffer.Flush();
        return stream.Position;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Disk.Write(file, buffer, _position);
        _position += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Each piece is written at once.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
