using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HtpasswdAuth;

/// <summary>
/// An iterated hash over pieces of a message, on the stack. The framework's one-shot methods cost about a microsecond a
/// call whatever the length: too much for the thousands of short hashes of a password scheme.
/// </summary>
internal struct HashStream<TBlock>
    where TBlock : struct, IHashBlock
{
    private HashState _state;
    private HashBuffer _buffer;
    private int _buffered;
    private ulong _length;

    public HashStream() => TBlock.Start(ref _state);

    public void Append(ReadOnlySpan<byte> data)
    {
        Span<byte> buffer = _buffer;
        _length += (ulong)data.Length;
        if (_buffered > 0)
        {
            int taken = Math.Min(TBlock.BlockSize - _buffered, data.Length);
            data[..taken].CopyTo(buffer[_buffered..]);
            _buffered += taken;
            data = data[taken..];
            if (_buffered < TBlock.BlockSize)
            {
                return;
            }

            TBlock.Compress(ref _state, buffer[..TBlock.BlockSize]);
            _buffered = 0;
        }

        while (data.Length >= TBlock.BlockSize)
        {
            TBlock.Compress(ref _state, data[..TBlock.BlockSize]);
            data = data[TBlock.BlockSize..];
        }

        data.CopyTo(buffer);
        _buffered = data.Length;
    }

    /// <summary>Appends the first <paramref name="count"/> bytes of the endless repetition of a piece.</summary>
    public void AppendRepeated(ReadOnlySpan<byte> piece, int count)
    {
        for (; count > piece.Length; count -= piece.Length)
        {
            Append(piece);
        }

        Append(piece[..count]);
    }

    /// <summary>Appends a piece a number of times.</summary>
    public void AppendTimes(ReadOnlySpan<byte> piece, int times)
    {
        for (int i = 0; i < times; i++)
        {
            Append(piece);
        }
    }

    /// <summary>Writes the digest and starts anew.</summary>
    public void Finish(Span<byte> digest)
    {
        Span<byte> buffer = ((Span<byte>)_buffer)[..TBlock.BlockSize];
        int lengthStart = TBlock.BlockSize - TBlock.LengthFieldSize;
        buffer[_buffered] = 0x80;
        buffer[(_buffered + 1)..].Clear();
        if (_buffered >= lengthStart)
        {
            TBlock.Compress(ref _state, buffer);
            buffer.Clear();
        }

        if (TBlock.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt64BigEndian(buffer[^8..], _length * 8);
        }
        else
        {
            BinaryPrimitives.WriteUInt64LittleEndian(buffer[^8..], _length * 8);
        }

        TBlock.Compress(ref _state, buffer);
        TBlock.WriteDigest(ref _state, digest);
        TBlock.Start(ref _state);
        _buffered = 0;
        _length = 0;
    }

    /// <summary>Wipes what is left of the message.</summary>
    public void Clear() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref this, 1)));
}
