using System.Buffers.Binary;

namespace HtpasswdAuth;

/// <summary>What tries at passwords are counted for. It names no user and no network.</summary>
/// <param name="Kind">Of what kind it is.</param>
/// <param name="Code">A keyed code of which one it is; see <see cref="AttemptKeys"/>.</param>
public readonly record struct AttemptKey(AttemptKind Kind, UInt128 Code)
{
    /// <summary>How many bytes <see cref="ToArray"/> has.</summary>
    public const int Length = 17;

    /// <summary>Reads what <see cref="ToArray"/> has written.</summary>
    /// <param name="bytes">17 bytes.</param>
    public static AttemptKey Parse(ReadOnlySpan<byte> bytes) =>
        new((AttemptKind)bytes[0], BinaryPrimitives.ReadUInt128BigEndian(bytes[1..]));

    /// <summary>The kind as one byte, and 16 bytes of the code, the most significant first.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Length];
        bytes[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(1), Code);
        return bytes;
    }
}
