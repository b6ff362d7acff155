namespace HtpasswdAuth.Tool;

/// <summary>What <c>check</c> says of one file.</summary>
internal sealed record FileReport(string File, string Type, int Records, List<FileProblem> Problems);
