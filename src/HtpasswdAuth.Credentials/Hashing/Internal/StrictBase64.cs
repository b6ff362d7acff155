using System.Buffers;

namespace HtpasswdAuth;

/// <summary>
/// Base 64 of RFC 4648 as an encoder writes it. The framework's own check lets white space and set spare bits pass, and
/// so several texts for the same bytes.
/// </summary>
internal static class StrictBase64
{
    private static readonly SearchValues<byte> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>Returns the number of bytes that the text stands for, or -1 where it is not what an encoder would write.</summary>
    public static int LengthOf(ReadOnlySpan<byte> text)
    {
        if (text.Length % 4 != 0 || text.IsEmpty)
        {
            return -1;
        }

        int padding = text[^1] != '=' ? 0 : text[^2] != '=' ? 1 : 2;
        ReadOnlySpan<byte> body = text[..^padding];
        if (body.ContainsAnyExcept(Characters) || (ValueOf(body[^1]) & ((1 << (2 * padding)) - 1)) != 0)
        {
            return -1;
        }

        return (text.Length / 4 * 3) - padding;
    }

    private static int ValueOf(byte character) => character switch
    {
        >= (byte)'a' => character - 'a' + 26,
        >= (byte)'A' => character - 'A',
        >= (byte)'0' => character - '0' + 52,
        (byte)'+' => 62,
        _ => 63,
    };
}
