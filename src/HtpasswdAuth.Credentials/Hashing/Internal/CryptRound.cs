using System.Buffers.Binary;

namespace HtpasswdAuth;

/// <summary>
/// The message that a round of MD5-crypt and of SHA-crypt hashes: the previous digest and the password at its ends, by turns, and in
/// between the salt but in every third and the password but in every seventh round. It has eight forms.
/// </summary>
internal static class CryptRound
{
    public const int Forms = 8;

    /// <summary>The longest message that is prepared, in bytes: a whole number of blocks for any of the hashes.</summary>
    public const int MaxMessage = 256;

    public static bool Fits<TBlock>(int passwordLength, int saltLength)
        where TBlock : struct, IHashBlock =>
        TBlock.DigestSize + saltLength + (2 * passwordLength) + 1 + TBlock.LengthFieldSize <= MaxMessage;

    public static int FormOf(int round) => (round & 1) | (round % 3 != 0 ? 2 : 0) | (round % 7 != 0 ? 4 : 0);

    /// <summary>Writes the message with its padding, zeros in place of the digest. Returns where the digest starts.</summary>
    public static int Write<TBlock>(int form, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, Span<byte> message, out int blocks)
        where TBlock : struct, IHashBlock
    {
        message.Clear();
        bool odd = (form & 1) != 0;
        int length = odd ? Append(message, 0, password) : TBlock.DigestSize;
        length = (form & 2) != 0 ? Append(message, length, salt) : length;
        length = (form & 4) != 0 ? Append(message, length, password) : length;
        int digestStart = odd ? length : 0;
        length = odd ? length + TBlock.DigestSize : Append(message, length, password);
        blocks = (length + TBlock.LengthFieldSize + TBlock.BlockSize) / TBlock.BlockSize;
        message[length] = 0x80;
        Span<byte> lengthField = message[((blocks * TBlock.BlockSize) - 8)..];
        if (TBlock.IsBigEndian)
        {
            BinaryPrimitives.WriteInt64BigEndian(lengthField, 8L * length);
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(lengthField, 8L * length);
        }

        return digestStart;
    }

    private static int Append(Span<byte> message, int length, ReadOnlySpan<byte> piece)
    {
        piece.CopyTo(message[length..]);
        return length + piece.Length;
    }
}
