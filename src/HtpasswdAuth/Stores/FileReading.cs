namespace HtpasswdAuth;

/// <summary>What reading a watched file brought.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Snapshot">What they mean; <see langword="null"/> if the file is broken.</param>
/// <param name="Flaw">What is wrong with a broken file: names the line, shows nothing of it.</param>
internal sealed record FileReading<T>(ReadOnlyMemory<byte> Content, T? Snapshot, string? Flaw = null)
    where T : class
{
    /// <summary>Gets the lines that are finished.</summary>
    public ReadOnlyMemory<byte> Finished => Content[..(Content.Span.LastIndexOf((byte)'\n') + 1)];

    /// <summary>Gets the line at the end that is not; empty where all are.</summary>
    public ReadOnlyMemory<byte> Unfinished => Content[Finished.Length..];
}

/// <summary>A file as it was read, kept until it is known to be whole.</summary>
internal sealed record ReadFile<T>(CredentialFileStamp Stamp, FileReading<T> Reading, bool IsTorn, TimeSpan Took)
    where T : class
{
    public T? Part { get; set; }
}
