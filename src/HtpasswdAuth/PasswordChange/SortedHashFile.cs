using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>
/// Searches a file of SHA-1 hashes, a line each and ordered, by halving: some two dozen short reads for a file of forty gigabytes.
/// Anything may follow the hash after a colon; lines end in LF or CRLF, and digits are capital or not.
/// </summary>
internal sealed class SortedHashFile(SafeFileHandle file)
{
    private const int BlockSize = 4096;
    private const int LongestLine = 128;
    private const int DigitCount = 2 * SHA1.HashSizeInBytes;

    private readonly byte[] _buffer = new byte[BlockSize + LongestLine];

    // What was seen left and right of where the hash must be. Nothing between may lie outside.
    private readonly byte[] _least = new byte[SHA1.HashSizeInBytes];
    private readonly byte[] _greatest = [.. Enumerable.Repeat(byte.MaxValue, SHA1.HashSizeInBytes)];

    /// <summary>Whether the file has the hash.</summary>
    /// <exception cref="InvalidDataException">What was read is no such file, or not ordered by hash.</exception>
    public async Task<bool> ContainsAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        // The line, if there is one, begins at low or later, and before high. At low a line begins. Between middle and high more than
        // one begins, since none is longer than a fraction of a block.
        long low = 0;
        long high = RandomAccess.GetLength(file);
        while (high - low > BlockSize)
        {
            long middle = low + ((high - low) / 2);
            int count = await ReadAsync(middle, 2 * LongestLine, cancellationToken).ConfigureAwait(false);
            int newline = _buffer.AsSpan(0, count).IndexOf((byte)'\n');
            long start = newline < 0 ? throw Malformed() : middle + newline + 1;
            int order = Compare(hash.Span, _buffer.AsSpan(newline + 1, count - newline - 1), out _);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (low, start) : (start, high);
        }

        int length = await ReadAsync(low, (int)(high - low) + LongestLine, cancellationToken).ConfigureAwait(false);
        return Scan(hash.Span, _buffer.AsSpan(0, length), (int)(high - low));
    }

    private static InvalidDataException Malformed() => new("The lines are not SHA-1 hashes of 40 hexadecimal digits each, ordered by hash.");

    private bool Scan(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> lines, int end)
    {
        int order = 1;
        for (int start = 0; start < end && order > 0;)
        {
            order = Compare(hash, lines[start..], out int length);
            start += length;
        }

        return order == 0;
    }

    /// <summary>Compares the hash with that of a line, and notes on which side of it the line is.</summary>
    private int Compare(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> line, out int length)
    {
        int newline = line.IndexOf((byte)'\n');
        length = newline < 0 ? line.Length : newline + 1;
        Span<byte> found = stackalloc byte[SHA1.HashSizeInBytes];
        bool isLine = length <= LongestLine
            && length >= DigitCount
            && Convert.FromHexString(line[..DigitCount], found, out _, out _) == OperationStatus.Done
            && (length == DigitCount || line[DigitCount] is (byte)':' or (byte)'\r' or (byte)'\n');
        if (!isLine || found.SequenceCompareTo(_least) < 0 || found.SequenceCompareTo(_greatest) > 0)
        {
            throw Malformed();
        }

        int order = hash.SequenceCompareTo(found);
        found.CopyTo(order < 0 ? _greatest : _least);
        return order;
    }

    private async ValueTask<int> ReadAsync(long offset, int count, CancellationToken cancellationToken)
    {
        int filled = 0;
        for (int read = 1; read > 0 && filled < count; filled += read)
        {
            read = await RandomAccess.ReadAsync(file, _buffer.AsMemory(filled, count - filled), offset + filled, cancellationToken).ConfigureAwait(false);
        }

        return filled;
    }
}
