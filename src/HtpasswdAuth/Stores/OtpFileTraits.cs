namespace HtpasswdAuth;

/// <summary>What the two files of the second factor differ in.</summary>
internal sealed record OtpFileTraits<T>
    where T : class
{
    /// <summary>Gets what people call the file, to go after "the".</summary>
    public required string Name { get; init; }

    public required Func<ReadOnlySpan<byte>, T> Parse { get; init; }

    public required Func<T, byte[]> ToArray { get; init; }

    public required Func<T, int> CountUsers { get; init; }

    /// <summary>Gets whether users who are missing in a file that others wrote are taken for lost, and not for removed.</summary>
    public bool KeepsUsers { get; init; }

    /// <summary>Gets what is served while there never was a file; see <see cref="IWatchedFileKind{T}.StandIn"/>.</summary>
    public required Func<T?> StandIn { get; init; }

    /// <summary>Gets what to say of a missing file, to go after "the … is missing".</summary>
    public required Func<string> AboutMissing { get; init; }

    /// <summary>Gets what cannot be done while the file cannot be used; a sentence.</summary>
    public required string WhileUnusable { get; init; }

    /// <summary>Gets whether a file that cannot be written is a problem.</summary>
    public required bool MustBeWritable { get; init; }
}
