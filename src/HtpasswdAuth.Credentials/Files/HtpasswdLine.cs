namespace HtpasswdAuth;

/// <summary>Where the parts of one line are in the content of the file.</summary>
/// <param name="Kind">Which of the parts there are: none of a line that is too long, no hash of a name only.</param>
/// <param name="NameStart">The first byte of the name.</param>
/// <param name="NameLength">Up to the first colon, or to the end of the trimmed line.</param>
/// <param name="HashStart">The byte after the first colon.</param>
/// <param name="HashLength">Up to the second colon, or to the end of the trimmed line.</param>
internal readonly record struct HtpasswdLine(HtpasswdLineKind Kind, int NameStart, int NameLength, int HashStart, int HashLength)
{
    public HtpasswdEntry ToEntry(ReadOnlyMemory<byte> content) =>
        new(content.Slice(NameStart, NameLength), content.Slice(HashStart, HashLength));
}
