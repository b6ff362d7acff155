namespace HtpasswdAuth;

/// <summary>Takes the rows of a table, one after another.</summary>
internal interface IRowSink
{
    void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);
}
