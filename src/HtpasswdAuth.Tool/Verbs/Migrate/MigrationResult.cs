namespace HtpasswdAuth.Tool;

/// <summary>What is printed, or written to files.</summary>
internal sealed record MigrationResult(string Program, string Settings);
