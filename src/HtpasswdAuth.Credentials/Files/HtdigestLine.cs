using System.Buffers;

namespace HtpasswdAuth;

/// <summary>Where the parts of one line <c>user:realm:HA1[:userhash]</c> are in the content of the file.</summary>
/// <param name="KeyStart">The first byte of <c>user:realm</c>.</param>
/// <param name="UserLength">Up to the first colon.</param>
/// <param name="KeyLength">Up to the second colon, or to the end of the trimmed line.</param>
/// <param name="Ha1Start">The byte after the second colon.</param>
/// <param name="Ha1Length">Up to the third colon, or to the end of the trimmed line.</param>
/// <param name="End">The end of the trimmed line.</param>
internal readonly record struct HtdigestLine(int KeyStart, int UserLength, int KeyLength, int Ha1Start, int Ha1Length, int End)
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Gets whether there is a field for the hash at all.</summary>
    public bool HasHa1 => KeyStart + KeyLength < Ha1Start;

    /// <summary>Finds the rest of a line whose first two fields are known.</summary>
    public static HtdigestLine From(ReadOnlySpan<byte> content, in HtpasswdLine line)
    {
        int keyEnd = line.HashStart + line.HashLength;
        ReadOnlySpan<byte> rest = content[keyEnd..];
        int newline = rest.IndexOf((byte)'\n');
        rest = newline < 0 ? rest : rest[..newline];
        while (!rest.IsEmpty && CredentialLines.IsSpace(rest[^1]))
        {
            rest = rest[..^1];
        }

        int keyLength = keyEnd - line.NameStart;
        if (rest.IsEmpty)
        {
            return new(line.NameStart, line.NameLength, keyLength, keyEnd, 0, keyEnd);
        }

        ReadOnlySpan<byte> fields = rest[1..];
        int ha1End = fields.IndexOf((byte)':');
        return new(line.NameStart, line.NameLength, keyLength, keyEnd + 1, ha1End < 0 ? fields.Length : ha1End, keyEnd + rest.Length);
    }

    /// <summary>The number of hexadecimal digits that the hash has, 32 or 64; 0 if it is none.</summary>
    public int HashDigits(ReadOnlySpan<byte> content) => IsHash(content.Slice(Ha1Start, Ha1Length)) ? Ha1Length : 0;

    /// <summary>Whether a field is a hash.</summary>
    public static bool IsHash(ReadOnlySpan<byte> field) => field.Length is 32 or 64 && !field.ContainsAnyExcept(HexDigits);

    public HtdigestEntry ToEntry(ReadOnlyMemory<byte> content)
    {
        ReadOnlyMemory<byte> userHash = default;
        int ha1End = Ha1Start + Ha1Length;
        if (ha1End < End)
        {
            userHash = content[(ha1End + 1)..End];
            int end = userHash.Span.IndexOf((byte)':');
            userHash = end < 0 ? userHash : userHash[..end];
        }

        return new(
            content.Slice(KeyStart, UserLength),
            KeyLength > UserLength ? content.Slice(KeyStart + UserLength + 1, KeyLength - UserLength - 1) : default,
            content.Slice(Ha1Start, Ha1Length),
            userHash);
    }
}
