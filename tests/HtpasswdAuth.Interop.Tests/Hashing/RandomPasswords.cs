using System.Text;
using HtpasswdAuth.Testing;

namespace HtpasswdAuth.Interop.Tests;

/// <summary>Passwords of every kind a client can send, the same in every run. libxcrypt takes up to 511 bytes.</summary>
internal sealed class RandomPasswords(string seed)
{
    private static readonly int[] EdgeLengths = [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 55, 56, 63, 64, 65, 71, 72, 73, 127, 128, 255, 511];

    private readonly SeededBytes _random = new(seed);

    public byte[] Next()
    {
        int length = _random.Next(4) == 0 ? _random.Pick(EdgeLengths) : _random.Next(40);
        return _random.Next(4) switch
        {
            0 => _random.Next(length, 0x20, 0x7E),
            1 => _random.Next(length, 0x01, 0xFF),

            // Long runs of 0xFF are what the safeguard of $2a$ is about.
            2 => [.. _random.Next(length, 0xFC, 0xFF).Select(value => value < 0xFE ? (byte)0xA3 : (byte)0xFF)],
            _ => Utf8(length),
        };
    }

    /// <summary>The password with one bit of one byte changed, or with a byte more where it was empty.</summary>
    public byte[] Change(byte[] password)
    {
        if (password.Length == 0)
        {
            return [(byte)'x'];
        }

        byte[] changed = (byte[])password.Clone();
        int position = _random.Next(changed.Length);
        byte flipped = (byte)(changed[position] ^ (1 << _random.Next(8)));
        changed[position] = flipped == 0 ? (byte)'?' : flipped;
        return changed;
    }

    public string Salt(int length)
    {
        const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        return string.Concat(_random.Next(length, 0, 63).Select(value => Alphabet[value]));
    }

    public T Pick<T>(T[] values) => _random.Pick(values);

    public int Number(int exclusiveMaximum) => _random.Next(exclusiveMaximum);

    private byte[] Utf8(int length)
    {
        var text = new StringBuilder();
        while (Encoding.UTF8.GetByteCount(text.ToString()) < length - 3)
        {
            text.Append(new Rune(_random.Pick((int[])['a', 'ß', 'é', '世', 0x1F511])));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
