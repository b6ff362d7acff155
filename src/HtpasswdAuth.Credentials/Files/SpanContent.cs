namespace HtpasswdAuth;

/// <summary>A content that is in memory.</summary>
internal readonly ref struct SpanContent(ReadOnlySpan<byte> bytes) : IFileContent
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public void WriteTo(Stream output) => output.Write(_bytes);
}
