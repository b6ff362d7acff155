namespace HtpasswdAuth;

/// <summary>What a request is while rules are asked about it.</summary>
/// <param name="request">The request.</param>
/// <param name="fileName">Where its path leads in the file system, absolute, up to the first name that is no folder.</param>
/// <param name="behind">What comes after that.</param>
internal sealed class RewriteState(AccessRequest request, string fileName, string behind)
{
    public AccessRequest Request => request;

    public IRequestFacts Facts => request.Facts!;

    public string FileName => fileName;

    /// <summary>Gets where all of the path would lead.</summary>
    public string WholePath => fileName + behind;

    /// <summary>Gets whether the path is what another one became.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>Gets whether it is the file that stands for a folder.</summary>
    public bool IsIndex { get; init; }

    /// <summary>Gets whether the path is that of no file, but of what routing finds without regard to case.</summary>
    public bool IgnoresCase { get; init; }

    public string[] RuleGroups { get; set; } = [];

    public string[] ConditionGroups { get; set; } = [];
}

/// <summary>What rules say of a request.</summary>
/// <param name="Status">What is answered; <see langword="null"/> where the request goes on.</param>
/// <param name="Path">The path of this site that it goes on with, or where a redirection leads to; <see langword="null"/> for its own.</param>
/// <param name="Query">The query that it goes on with; <see langword="null"/> for its own.</param>
internal readonly record struct RewriteOutcome(int? Status = null, string? Path = null, string? Query = null)
{
    /// <summary>Gets whether rules are not asked about that path.</summary>
    public bool IsEnd { get; init; }
}

/// <summary>All that is asked of the file system.</summary>
internal interface IFileTests
{
    bool IsFile(string path);

    bool IsFolder(string path);
}
