using Microsoft.Win32.SafeHandles;

namespace HtpasswdAuth;

/// <summary>What tells one kind of credential file from another. No content of a file makes any of it throw.</summary>
internal sealed record CredentialFileTraits<T>
    where T : class
{
    public required Func<SafeFileHandle, T> Load { get; init; }

    public required Func<ReadOnlyMemory<byte>, T> Parse { get; init; }

    /// <summary>Gets the bytes of a snapshot that was just read.</summary>
    public required Func<T, ReadOnlyMemory<byte>> ContentOf { get; init; }

    /// <summary>Gets whether a text is a snapshot, byte for byte.</summary>
    public required Func<T, CredentialText, bool> HasText { get; init; }

    public required Func<T, int> CountUsers { get; init; }

    /// <summary>Gets the problems that are worth telling, those of them that the snapshot has kept.</summary>
    public required Func<T, IEnumerable<CredentialFileProblem>> ProblemsOf { get; init; }

    /// <summary>Gets the number of all problems that are worth telling.</summary>
    public required Func<T, int> CountProblems { get; init; }
}
