using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth;

/// <summary>What is hashed in Digest: parts with colons between them.</summary>
internal ref struct DigestMessage
{
    private byte[] _buffer;
    private int _length;

    private DigestMessage(int capacity)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(capacity);
        _length = -1;
    }

    public static DigestMessage Begin() => new(512);

    public DigestMessage Add(scoped ReadOnlySpan<byte> part)
    {
        part.CopyTo(Next(part.Length));
        _length += part.Length;
        return this;
    }

    public DigestMessage Add(scoped ReadOnlySpan<char> part)
    {
        Span<byte> room = Next(Encoding.UTF8.GetMaxByteCount(part.Length));
        _length += Encoding.UTF8.GetBytes(part, room);
        return this;
    }

    /// <summary>Hashes the message and wipes it.</summary>
    /// <param name="algorithm">The hash function.</param>
    /// <param name="hash">Room for <see cref="DigestHash.MaxSize"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public int Hash(DigestAlgorithm algorithm, scoped Span<byte> hash)
    {
        try
        {
            return DigestHash.Compute(algorithm, _buffer.AsSpan(0, Math.Max(0, _length)), hash);
        }
        finally
        {
            Release();
        }
    }

    /// <summary>Hashes the message into lower-case hexadecimal digits and wipes it.</summary>
    /// <param name="algorithm">The hash function.</param>
    /// <param name="digits">Room for <see cref="DigestComputation.MaxDigits"/>.</param>
    /// <returns>How many digits were written.</returns>
    public int HashToHex(DigestAlgorithm algorithm, scoped Span<byte> digits)
    {
        Span<byte> hash = stackalloc byte[DigestHash.MaxSize];
        int size = Hash(algorithm, hash);
        Convert.TryToHexStringLower(hash[..size], digits, out int written);
        CryptographicOperations.ZeroMemory(hash);
        return written;
    }

    private Span<byte> Next(int length)
    {
        int start = _length + 1;
        if (start + length > _buffer.Length)
        {
            Grow(start + length);
        }

        if (start > 0)
        {
            _buffer[_length] = (byte)':';
        }

        _length = start;
        return _buffer.AsSpan(start);
    }

    private void Grow(int needed)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _buffer.Length));
        _buffer.AsSpan(0, Math.Max(0, _length)).CopyTo(larger);
        Release();
        _buffer = larger;
    }

    private readonly void Release()
    {
        CryptographicOperations.ZeroMemory(_buffer.AsSpan(0, Math.Max(0, _length)));
        ArrayPool<byte>.Shared.Return(_buffer);
    }
}
