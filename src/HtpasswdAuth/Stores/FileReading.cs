namespace HtpasswdAuth;

/// <summary>What reading a watched file brought.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Snapshot">What they mean; <see langword="null"/> if the file is broken.</param>
/// <param name="Flaw">What is wrong with a broken file: names the line, shows nothing of it.</param>
internal readonly record struct FileReading<T>(ReadOnlyMemory<byte> Content, T? Snapshot, string? Flaw = null)
    where T : class
{
    /// <summary>Gets whether nothing tells of a file that is still being written.</summary>
    public bool LooksWhole => Snapshot is not null && !Content.IsEmpty && Content.Span[^1] == (byte)'\n';
}
