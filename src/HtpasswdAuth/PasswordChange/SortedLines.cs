namespace HtpasswdAuth;

/// <summary>A set of texts as they lie in a file: one a line, ordered by their bytes. It is searched as it is, without an index.</summary>
internal sealed class SortedLines(ReadOnlyMemory<byte> content)
{
    public bool Contains(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = content.Span;
        while (!rest.IsEmpty)
        {
            int start = rest[..(rest.Length / 2)].LastIndexOf((byte)'\n') + 1;
            int length = rest[start..].IndexOf((byte)'\n');
            length = length < 0 ? rest.Length - start : length;
            int order = text.SequenceCompareTo(rest.Slice(start, length));
            if (order == 0)
            {
                return true;
            }

            rest = order < 0 ? rest[..start] : rest[Math.Min(start + length + 1, rest.Length)..];
        }

        return false;
    }
}
