using System.Buffers.Binary;

namespace HtpasswdAuth;

/// <summary>
/// SHA-512/256 (FIPS 180-4, section 6.7): the block function of SHA-512 from initial values of its own (section 5.3.6.2), of whose
/// state the first four words are the hash.
/// </summary>
internal readonly struct Sha512Slash256Block : IHashBlock
{
    public static int BlockSize => Sha512Block.BlockSize;

    public static int DigestSize => 32;

    public static int LengthFieldSize => Sha512Block.LengthFieldSize;

    public static bool IsBigEndian => true;

    private static ReadOnlySpan<ulong> InitialState =>
    [
        0x22312194FC2BF72C, 0x9F555FA3C84C64C2, 0x2393B86B6F53B151, 0x963877195940EABD,
        0x96283EE2A88EFFE3, 0xBE5E1E2553863992, 0x2B0199FC2C85B8AA, 0x0EB72DDC81C52CA2,
    ];

    public static void Start(ref HashState state) => InitialState.CopyTo(HashState.Words64(ref state));

    public static void Compress(ref HashState state, ReadOnlySpan<byte> block) => Sha512Block.Compress(ref state, block);

    public static void WriteDigest(ref HashState state, Span<byte> digest)
    {
        Span<ulong> words = HashState.Words64(ref state);
        for (int i = 0; i < DigestSize / sizeof(ulong); i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(digest[(sizeof(ulong) * i)..], words[i]);
        }
    }
}
