using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace HtpasswdAuth;

/// <summary>
/// The rounds of SunMD5: the digest and the number of the round are hashed, and between them, where a coin says so that the digest
/// tosses, 1,517 bytes of Shakespeare. How long a round takes thus cannot be known before.
/// </summary>
internal static class SunMd5
{
    /// <param name="password">The password.</param>
    /// <param name="setting">The beginning of the text, up to the salt or the $ behind it.</param>
    /// <param name="rounds">All rounds, those included that are not written.</param>
    /// <param name="digest">Room for 16 bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ComputeDigest(ReadOnlySpan<byte> password, ReadOnlySpan<byte> setting, int rounds, Span<byte> digest)
    {
        Span<byte> number = stackalloc byte[10];
        HashStream<Md5Block> hash = new();
        try
        {
            hash.Append(password);
            hash.Append(setting);
            hash.Finish(digest);
            for (int round = 0; round < rounds; round++)
            {
                hash.Append(digest);
                if (TossCoin(digest, (uint)round))
                {
                    hash.Append(SunMd5Text.Soliloquy);
                }

                _ = Utf8Formatter.TryFormat(round, number, out int digits);
                hash.Append(number[..digits]);
                hash.Finish(digest);
            }
        }
        finally
        {
            hash.Clear();
        }
    }

    private static bool TossCoin(ReadOnlySpan<byte> digest, uint round)
    {
        uint first = Pick(digest, 0) >> (int)BitAt(digest, round);
        uint second = Pick(digest, 8) >> (int)BitAt(digest, round + 64);
        return BitAt(digest, first) != BitAt(digest, second);
    }

    /// <summary>Eight bits, each chosen by two bytes of the digest.</summary>
    private static uint Pick(ReadOnlySpan<byte> digest, int start)
    {
        uint result = 0;
        for (int i = 0; i < 8; i++)
        {
            uint a = digest[start + i];
            uint b = digest[(start + i + 3) & 15];
            uint place = digest[(int)(a >> (int)(b % 5)) & 15];
            place >>= (int)(b >> (int)(a & 7)) & 1;
            result |= BitAt(digest, place) << i;
        }

        return result;
    }

    private static uint BitAt(ReadOnlySpan<byte> digest, uint place) => ((uint)digest[(int)(place >> 3) & 15] >> (int)(place & 7)) & 1;
}
