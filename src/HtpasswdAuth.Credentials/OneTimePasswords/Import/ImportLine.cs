namespace HtpasswdAuth;

/// <summary>A line of a file, good until the next one is read.</summary>
internal readonly ref struct ImportLine(int number, Span<char> text)
{
    /// <summary>From 1.</summary>
    public int Number { get; } = number;

    /// <summary>Without the line end. It may be written to: it is a copy, and cleared afterwards.</summary>
    public Span<char> Text { get; } = text;
}
