using System.Runtime.InteropServices;

namespace HtpasswdAuth.Tool;

/// <summary>
/// One of the three standard streams, by plain read and write. .NET's console streams send sequences to a terminal before the first
/// byte, and its file streams keep a position of their own, so that two on one file would write over each other.
/// </summary>
internal sealed partial class DescriptorStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            nint read = Read(descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (read >= 0)
            {
                return (int)read;
            }

            ThrowUnlessInterrupted("Standard input cannot be read.");
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written = Write(descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written < 0 && Marshal.GetLastPInvokeError() == BrokenPipe)
            {
                // Nobody reads any more, as with "| head -1". What is to be done is done all the same.
                return;
            }

            if (written < 0)
            {
                ThrowUnlessInterrupted("Output cannot be written.");
                continue;
            }

            buffer = buffer[(int)written..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static void ThrowUnlessInterrupted(string message)
    {
        if (Marshal.GetLastPInvokeError() != Interrupted)
        {
            throw new IOException(message);
        }
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ref readonly byte buffer, nint count);
}
