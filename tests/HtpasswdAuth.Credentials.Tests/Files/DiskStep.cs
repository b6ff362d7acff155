namespace HtpasswdAuth.Files;

internal enum DiskStepKind
{
    Write,
    SetLength,
    Flush,
    Names,
    FlushNames,
    Acknowledge,
}

/// <summary>One step of writing.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="File">The file it was done to.</param>
/// <param name="Bytes">What was written.</param>
/// <param name="Position">Where it was written, or the new length.</param>
internal sealed record DiskStep(DiskStepKind Kind, int File = -1, byte[]? Bytes = null, long Position = 0)
{
    /// <summary>Gets the names that changed in one step, each with the file it leads to from then on.</summary>
    public IReadOnlyList<(string Name, int? File)> Names { get; init; } = [];
}
