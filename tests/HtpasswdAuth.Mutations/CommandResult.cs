namespace HtpasswdAuth.Mutations;

/// <param name="ExitCode"><see langword="null"/> where the time ran out.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record CommandResult(int? ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Of what a build or a test run wrote, what is worth reading.</summary>
    public string Problems
    {
        get
        {
            string[] lines = Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            string[] errors = [.. lines.Where(line => line.Contains("error ", StringComparison.Ordinal) || line.EndsWith("[FAIL]", StringComparison.Ordinal)).Distinct()];
            return string.Join('\n', (errors.Length > 0 ? errors : lines).Take(30));
        }
    }
}
