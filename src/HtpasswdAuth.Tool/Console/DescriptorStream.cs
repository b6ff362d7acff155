using System.Runtime.InteropServices;

namespace HtpasswdAuth.Tool;

/// <summary>
/// One of the three standard streams, by plain read and write. .NET's console streams send sequences to a terminal before the first
/// byte, and its file streams keep a position of their own, so that two on one file would write over each other.
/// </summary>
/// <param name="descriptor">Its number.</param>
/// <param name="isForMessages">Whether what is written are messages: where they cannot be shown, the exit code still tells.</param>
internal sealed partial class DescriptorStream(int descriptor, bool isForMessages = false) : Stream
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

            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw new IOException("Standard input cannot be read.");
            }
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written = Write(descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            int error = written < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (error == BrokenPipe || (isForMessages && error is not 0 and not Interrupted))
            {
                // Nobody reads any more, as with "| head -1". What is to be done is done all the same.
                return;
            }

            if (error is not 0 and not Interrupted)
            {
                throw new OutputException(Marshal.GetPInvokeErrorMessage(error));
            }

            buffer = buffer[(int)Math.Max(0, written)..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int descriptor, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ref readonly byte buffer, nint count);
}
