namespace HtpasswdAuth;

/// <summary>Writes a row as a line of a file.</summary>
/// <param name="name">Whose it is.</param>
/// <param name="value">What is held.</param>
/// <param name="target">Where to; what does not fit into it, with <see cref="RowWriterMargin"/>, is not written.</param>
/// <returns>How many bytes; 0 if it does not fit.</returns>
internal delegate int RowWriter(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Span<byte> target);
