using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HtpasswdAuth.Files;

/// <summary>Arbitrary but repeatable choices: SHA-256 of a seed and a counter.</summary>
internal sealed class SeededBytes(int seed)
{
    private readonly byte[] _block = new byte[32];
    private int _counter;
    private int _used = 32;

    public byte NextByte()
    {
        if (_used == _block.Length)
        {
            Span<byte> input = stackalloc byte[8];
            BinaryPrimitives.WriteInt32LittleEndian(input, seed);
            BinaryPrimitives.WriteInt32LittleEndian(input[4..], _counter++);
            SHA256.HashData(input, _block);
            _used = 0;
        }

        return _block[_used++];
    }

    public int Next(int exclusiveMaximum) => ((NextByte() << 16) | (NextByte() << 8) | NextByte()) % exclusiveMaximum;

    public byte[] NextBytes(int count)
    {
        byte[] bytes = new byte[count];
        foreach (ref byte value in bytes.AsSpan())
        {
            value = NextByte();
        }

        return bytes;
    }
}
