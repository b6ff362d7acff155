using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HtpasswdAuth.Testing;

/// <summary>Bytes that look random and are the same in every run: SHA-256 of a seed and a counter.</summary>
public sealed class SeededBytes(string seed)
{
    private readonly byte[] _seed = Encoding.UTF8.GetBytes(seed);
    private long _counter;

    public int Next(int exclusiveMaximum)
    {
        Span<byte> word = stackalloc byte[8];
        Fill(word);
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(word) % (ulong)exclusiveMaximum);
    }

    public byte[] Next(int length, byte minimum, byte maximum)
    {
        byte[] result = new byte[length];
        Fill(result);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (byte)(minimum + (result[i] % (maximum - minimum + 1)));
        }

        return result;
    }

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    private void Fill(Span<byte> target)
    {
        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> input = stackalloc byte[_seed.Length + 8];
        _seed.CopyTo(input);
        while (!target.IsEmpty)
        {
            BinaryPrimitives.WriteInt64LittleEndian(input[_seed.Length..], _counter++);
            SHA256.HashData(input, block);
            int taken = Math.Min(block.Length, target.Length);
            block[..taken].CopyTo(target);
            target = target[taken..];
        }
    }
}
