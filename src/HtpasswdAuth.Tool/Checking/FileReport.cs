namespace HtpasswdAuth.Tool;

/// <summary>What <c>check</c> says of one file.</summary>
internal sealed record FileReport(string File, string Type, int Records, List<FileProblem> Problems)
{
    /// <summary>Gets what else is to be known of it; no problem.</summary>
    public string? Note { get; init; }
}
